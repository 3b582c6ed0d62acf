%% The cells of the Erlang lane, with the batches of the JVM's suite.
-module(threadmill_cells).
-export([open/2, arithmetic/1, traffic/2, counter/1, waiting/3, ping_pong/2, sleepers/3, program_start/2]).

%% Returns the body of a cell, or throws the reason why there is none.
open(Cell, Params) ->
    _ = is_map_key(<<"threadKind">>, Params) andalso
        need(
            Params, <<"threadKind">>, <<"VIRTUAL">>,
            "Erlang's units are processes, which are M:N: a program cannot start bare threads"
        ),
    cell(Cell, Params).

refuse(Why) -> throw({refused, Why}).

text(Params, Name) ->
    case Params of
        #{Name := Value} -> Value;
        #{} -> refuse(["The parameter ", Name, " is missing"])
    end.

number(Params, Name, Least) ->
    case string:to_integer(text(Params, Name)) of
        {Number, <<>>} when is_integer(Number), Number >= Least -> Number;
        _ -> refuse(["The parameter ", Name, " cannot be ", text(Params, Name)])
    end.

%% A number of processes, for which the emulator has room beside the dozens of its own.
processes(Params, Name) ->
    Wanted = number(Params, Name, 1),
    Room = erlang:system_info(process_limit) - 1_000,
    Wanted =< Room orelse refuse(io_lib:format("Erlang has room for ~b processes only", [Room])),
    Wanted.

need(Params, Name, Value, Why) -> text(Params, Name) =:= Value orelse refuse(Why).

pick(Params, Ways) ->
    Contender = text(Params, <<"contender">>),
    case Ways of
        #{Contender := Way} -> Way;
        #{} ->
            refuse("Erlang has no such thing: its processes share nothing, and wait for messages")
    end.

%% A crew is processes that are started once. In each round each of them does its duty with what it
%% is given, and returns something.
crew(Duties) ->
    [threadmill:process(fun() -> serve(I, Duty) end) || {I, Duty} <- lists:enumerate(Duties)].

serve(I, Duty) ->
    receive
        {work, Owner, Given} -> Owner ! {done, I, Duty(Given)}
    end,
    serve(I, Duty).

work(Crew, Given) ->
    start(Crew, Given),
    finish(Crew).

start(Crew, Given) -> [Member ! {work, self(), Given} || Member <- Crew].

%% Returns what the members returned, in the order of their ends.
finish(Crew) -> [receive {done, I, Result} -> {I, Result} end || _ <- Crew].

only_counts(State) -> {[State], #{}, #{}}.

cell(<<"baseline.HarnessBaselineBenchmark.nothing">>, _) ->
    Batch = fun(Made) -> nothings(10_000, Made) end,
    #{ops => 10_000, plan => [10_000], state => 0, batch => Batch, found => fun only_counts/1};
cell(<<"baseline.HarnessBaselineBenchmark.arithmetic">>, _) -> arithmetic(100_000);
cell(<<"baseline.HarnessBaselineBenchmark.idleRound">>, Params) ->
    Members = processes(Params, <<"members">>),
    Crew = crew(lists:duplicate(Members, fun(_) -> ok end)),
    Batch = fun(Served) -> Served + length(work(Crew, none)) end,
    #{ops => 1, plan => [Members], state => 0, batch => Batch, found => fun only_counts/1};
cell(<<"spawning.SpawnJoinBenchmark.spawnAndJoin">>, Params) ->
    pick(Params, #{<<"BARE_THREAD">> => ok}),
    Batch = number(Params, <<"batch">>, 1),
    1000 rem Batch =:= 0 orelse refuse(io_lib:format("1000 tasks are no batches of ~b", [Batch])),
    spawn_join(Batch);
cell(<<"spawning.SkynetBenchmark.growAndSum">>, Params) ->
    Grow = pick(Params, #{<<"JOINED_THREADS">> => fun joined/1, <<"CHANNELS">> => fun received/1}),
    Leaves = number(Params, <<"leaves">>, 1),
    lists:member(Leaves, [1, 10, 100, 1000, 10_000, 100_000]) orelse
        refuse("The leaves are a power of ten up to 100,000, within Erlang's limit of processes"),
    Batch = fun(Sum) -> Sum + tree(Grow, Leaves) end,
    Plan = [Leaves * (Leaves - 1) div 2],
    #{ops => 1, plan => Plan, state => 0, batch => Batch, found => fun only_counts/1};
cell(<<"spawning.SleepersBenchmark.wakeAll">>, Params) ->
    pick(Params, #{<<"SLEEPING_THREADS">> => ok}),
    Count = processes(Params, <<"sleepers">>),
    sleepers(Count, number(Params, <<"spreadMillis">>, 0), fun sleep_until/1);
cell(<<"spawning.ProgramStartBenchmark.startAndJoin">>, _) ->
    init:get_argument(escript) =/= error orelse refuse("Only a program of one file starts itself"),
    program_start(escript:script_name(), "one-unit");
cell(<<"switching.PingPongBenchmark.roundTrip">>, Params) ->
    pick(Params, #{<<"CHANNEL">> => ok}),
    need(Params, <<"carriers">>, <<"all">>, "In this lane there is a worker for each CPU"),
    ping_pong(10_000, fun(Passes) -> Passes + 1 end);
cell(<<"messaging.MessagingThroughputBenchmark.transfer">>, Params) ->
    pick(Params, #{<<"CHANNEL">> => ok}),
    need(Params, <<"payload">>, <<"PREALLOCATED">>, "Only messages that exist are sent here"),
    need(Params, <<"capacity">>, <<"unbounded">>, "An Erlang mailbox is unbounded"),
    need(Params, <<"consumers">>, <<"1">>, "An Erlang mailbox has one receiver"),
    traffic(processes(Params, <<"producers">>), fun(Consumer) -> Consumer end);
cell(<<"sharing.SharedCounterBenchmark.step">>, Params) ->
    New = pick(Params, counters()),
    Threads = processes(Params, <<"threads">>),
    need(Params, <<"holdNanos">>, <<"0">>, "Nobody can hold a counter"),
    need(Params, <<"thinkNanos">>, <<"0">>, "In this lane nobody works between two steps"),
    need(Params, <<"locks">>, <<"1">>, "In this lane all share one counter"),
    case text(Params, <<"placement">>) of
        <<"SHARED">> -> counter(lists:duplicate(Threads, New()));
        <<"OWN">> -> counter([New() || _ <- lists:seq(1, Threads)]);
        _ -> refuse("In Erlang a program cannot say where its counters lie")
    end;
cell(<<"sharing.SharedCounterUncontendedBenchmark.step">>, Params) ->
    {Step, Count} = (pick(Params, counters()))(),
    Batch = fun(None) -> repeat(10_000, Step), None end,
    Found = fun(_) -> only_counts(Count()) end,
    #{ops => 10_000, plan => [10_000], state => none, batch => Batch, found => Found};
cell(<<"footprint.ParkedThreadBenchmark.startAndPark">>, Params) ->
    need(Params, <<"depth">>, <<"0">>, "In this lane processes wait in their first call only"),
    need(Params, <<"threadLocals">>, <<"0">>, "In this lane processes have no dictionary"),
    waiting(fun(Task) -> spawn(Task) end, processes(Params, <<"threads">>), 40_000);
cell(<<"fairness.StarvationBenchmark.window">>, Params) ->
    Courtesy = pick(Params, courtesies()),
    need(
        Params, <<"wokenBy">>, <<"TIMER">>,
        "In Erlang only a process can start or wake another, and it would wait for its turn first"
    ),
    BusyPerCore = number(Params, <<"busyPerCore">>, 1),
    starvation(Courtesy, BusyPerCore * erlang:system_info(schedulers_online));
cell(Cell, _) -> refuse(["Erlang has no benchmark ", Cell]).

%% The empty arm: passes its argument on, and is called so many times.
nothing(Made) -> Made + 1.

nothings(0, Made) -> Made;
nothings(Left, Made) -> nothings(Left - 1, nothing(Made)).

%% Work of a known size, the same in every lane: all its steps come to this number, and fewer or
%% others do not.
arithmetic(Steps) ->
    Batch = fun(Right) ->
        case steps(Steps, 1) of
            16#B7CE1F3D -> Right + 1;
            _ -> Right
        end
    end,
    #{ops => 100, plan => [1], state => 0, batch => Batch, found => fun only_counts/1}.

%% Steps of xorshift32, each of which needs the one before.
steps(0, Value) -> Value;
steps(Left, Value) ->
    A = Value bxor ((Value bsl 13) band 16#FFFFFFFF),
    B = A bxor (A bsr 17),
    steps(Left - 1, B bxor ((B bsl 5) band 16#FFFFFFFF)).

repeat(0, _) -> ok;
repeat(Left, Step) ->
    Step(),
    repeat(Left - 1, Step).

%% A process that starts tasks, some at a time, and waits for these. Each has a number, and the sum
%% of these tells that none ran for another.
spawn_join(Batch) ->
    Tasks = [fun() -> I end || I <- lists:seq(1, Batch)],
    Crew = crew([fun(_) -> rounds(1000 div Batch, Tasks, 0) end]),
    Round = fun(Sum) ->
        [{1, More}] = work(Crew, none),
        Sum + More
    end,
    Plan = [500 * (Batch + 1)],
    #{ops => 1000, plan => Plan, state => 0, batch => Round, found => fun only_counts/1}.

rounds(0, _, Sum) -> Sum;
rounds(Left, Tasks, Sum) -> rounds(Left - 1, Tasks, Sum + joined(Tasks)).

%% Has each task run in a process, waits for the ends of these, and adds up what they found.
joined(Tasks) ->
    Ends = [element(2, spawn_monitor(fun() -> exit({found, Task()}) end)) || Task <- Tasks],
    lists:sum([receive {'DOWN', End, process, _, {found, Found}} -> Found end || End <- Ends]).

%% The same by messages; nobody waits for the ends.
received(Tasks) ->
    Parent = self(),
    [spawn(fun() -> Parent ! {found, Task()} end) || Task <- Tasks],
    lists:sum([receive {found, Found} -> Found end || _ <- Tasks]).

%% Grows a tree of processes and returns the sum of its leaves, which are numbers.
tree(Gather, Leaves) -> Gather([fun() -> sum_of(Gather, 0, Leaves) end]).

sum_of(_, First, 1) -> First;
sum_of(Gather, First, Leaves) ->
    Part = Leaves div 10,
    Gather([fun() -> sum_of(Gather, First + I * Part, Part) end || I <- lists:seq(0, 9)]).

%% Processes, each of which sleeps until its own time and tells how late it woke. Erlang's timers
%% know milliseconds only.
sleepers(Count, SpreadMillis, Sleep) ->
    Spread = SpreadMillis * 1_000_000,
    Asleep = atomics:new(1, []),
    Duties = [fun(First) ->
        Due = First + Spread * I div Count,
        atomics:add(Asleep, 1, 1),
        Sleep(Due),
        threadmill:nanos() - Due
    end || I <- lists:seq(0, Count - 1)],
    Crew = crew(Duties),
    Batch = fun({InTime, _, _}) ->
        Late = [Nanos || {_, Nanos} <- finish(Crew)],
        {InTime + length([Nanos || Nanos <- Late, Nanos >= 0]), Late, 0}
    end,
    Ready = fun({_, _, First}) ->
        sleep_until(First - 2_000_000),
        spin_until(First)
    end,
    Prepare = fun({InTime, _, _}, _) ->
        {InTime, [], send_to_sleep(Crew, Asleep, 50_000_000 + Count * 10_000)}
    end,
    Rate = [{<<"rate.target">>, [Count * 1.0e9 / Spread, <<"ops/s">>]} || Spread > 0],
    Found = fun({InTime, Late, _}) ->
        {[InTime], maps:from_list(Rate), #{<<"wake.late">> => Late}}
    end,
    #{
        ops => 1, plan => [Count], state => {0, [], 0},
        prepare => Prepare, ready => Ready, batch => Batch, found => Found
    }.

%% Sends all to sleep, and returns when the first is due. If some had no time to, all get more.
send_to_sleep(Crew, Asleep, Lead) ->
    First = threadmill:nanos() + Lead,
    atomics:put(Asleep, 1, 0),
    start(Crew, First),
    settle(fun() -> atomics:get(Asleep, 1) =:= length(Crew) end, 40_000),
    case threadmill:nanos() < First - Lead div 2 of
        true -> First;
        false ->
            finish(Crew),
            send_to_sleep(Crew, Asleep, 2 * Lead)
    end.

sleep_until(Due) ->
    case Due - threadmill:nanos() of
        Left when Left > 0 -> receive after (Left + 999_999) div 1_000_000 -> sleep_until(Due) end;
        _ -> ok
    end.

spin_until(Due) -> threadmill:nanos() >= Due orelse spin_until(Due).

%% A program from its start until it has said that its only process has ended. It reads files that
%% later starts find in memory, so the first does not count.
program_start(Program, Argument) ->
    Options = [{args, [Argument]}, {line, 80}, exit_status],
    Batch = fun({Ran, Others}) ->
        Start = threadmill:nanos(),
        Port = open_port({spawn_executable, Program}, Options),
        Said = receive {Port, First} -> First end,
        {Ran + runs(Said, Start, threadmill:nanos()), [{Port, Said} | Others]}
    end,
    End = fun(Started) ->
        [receive {Port, {exit_status, _}} -> ok end || {Port, {data, _}} <- Started]
    end,
    {_, First} = Batch({0, []}),
    End(First),
    Bytes = lists:sum([filelib:file_size(File) || File <- [Program | runtime()]]),
    Found = fun({Ran, Started}) ->
        End(Started),
        {[Ran], #{<<"program.bytes">> => [Bytes, <<"B">>]}, #{}}
    end,
    Prepare = fun({Ran, _}, _) -> {Ran, []} end,
    #{
        ops => 1, plan => [1], state => {0, []},
        prepare => Prepare, batch => Batch, found => Found
    }.

%% How often its process ran, if that ended within the time that passed here: the clocks of two
%% programs of one system are the same.
runs({data, {eol, Line}}, Start, Heard) ->
    case io_lib:fread("~d ~d", Line) of
        {ok, [Ran, Ended], []} when Start =< Ended, Ended =< Heard -> Ran;
        _ -> 0
    end;
runs(_, _, _) -> 0.

%% The files without which the runtime starts no program.
runtime() ->
    Emulator = filename:join(code:root_dir(), "erts-" ++ erlang:system_info(version)),
    Libraries = [code:lib_dir(Name) ++ "/ebin/*" || Name <- [kernel, stdlib]],
    [filename:join([Emulator, "bin", File]) || File <- ["beam.smp", "erl_child_setup"]] ++
        lists:append([filelib:wildcard(Library) || Library <- Libraries]).

%% Yields until something is so, but not for more than so many milliseconds; returns whether it is.
settle(IsSo, Patience) -> settle_by(IsSo, threadmill:nanos() + Patience * 1_000_000).

settle_by(IsSo, Deadline) ->
    IsSo() orelse
        threadmill:nanos() < Deadline andalso
            begin
                erlang:yield(),
                settle_by(IsSo, Deadline)
            end.

%% Two processes that take turns. They pass a count on, which each makes greater by one.
ping_pong(Trips, Pass) ->
    Ping = fun({_, Pong, Passes}) -> ping(Trips, Pong, Passes, Pass) end,
    Pong = fun({Other, _, _}) -> pong(Trips, Other, Pass) end,
    [First, Second] = Crew = crew([Ping, Pong]),
    Batch = fun(Passes) ->
        {1, After} = lists:keyfind(1, 1, work(Crew, {First, Second, Passes})),
        After
    end,
    #{ops => Trips, plan => [2 * Trips], state => 0, batch => Batch, found => fun only_counts/1}.

ping(0, _, Passes, _) -> Passes;
ping(Left, Pong, Passes, Pass) ->
    Pong ! {baton, Pass(Passes)},
    receive {baton, More} -> ping(Left - 1, Pong, More, Pass) end.

pong(0, _, _) -> ok;
pong(Left, Ping, Pass) ->
    receive {baton, Passes} -> Ping ! {baton, Pass(Passes)} end,
    pong(Left - 1, Ping, Pass).

%% A fixed number of messages from producers to the mailbox of one consumer. They exist before, and
%% lie where the runtime copies nothing: as in other lanes a pointer is sent.
traffic(Producers, Via) ->
    Messages = 65_536,
    ok = persistent_term:put(messages, list_to_tuple([{N} || N <- lists:seq(0, Messages - 1)])),
    Send = fun(I) ->
        First = Messages * I div Producers + 1,
        End = Messages * (I + 1) div Producers,
        fun(Mailbox) ->
            Longest = send(Mailbox, persistent_term:get(messages), First, End, 0),
            Mailbox ! stop,
            Longest
        end
    end,
    Duties = [fun(_) -> count(Producers, 0, 0) end | [Send(I) || I <- lists:seq(0, Producers - 1)]],
    [Consumer | _] = Crew = crew(Duties),
    Mailbox = Via(Consumer),
    Batch = fun({Count, Sum, _}) ->
        {value, {1, {More, Longer}}, Sent} = lists:keytake(1, 1, work(Crew, Mailbox)),
        {Count + More, Sum + Longer, lists:max([Longest || {_, Longest} <- Sent])}
    end,
    Found = fun({Count, Sum, Longest}) -> {[Count, Sum], longest(Longest), #{}} end,
    Plan = [Messages, Messages * (Messages - 1) div 2],
    #{ops => Messages, plan => Plan, state => {0, 0, 0}, batch => Batch, found => Found}.

longest(Nanos) -> #{<<"wait.longest">> => [Nanos, <<"ns">>]}.

count(0, Count, Sum) -> {Count, Sum};
count(Producers, Count, Sum) ->
    receive
        {Number} -> count(Producers, Count + 1, Sum + Number);
        stop -> count(Producers - 1, Count, Sum)
    end.

%% Sends messages, and returns the longest that 32 of them took.
send(_, _, First, End, Longest) when First > End -> Longest;
send(Mailbox, Sent, First, End, Longest) ->
    Before = threadmill:nanos(),
    Next = send(Mailbox, Sent, First, min(End, First + 31)),
    send(Mailbox, Sent, Next, End, max(Longest, threadmill:nanos() - Before)).

send(_, _, First, End) when First > End -> First;
send(Mailbox, Sent, First, End) ->
    Mailbox ! element(First, Sent),
    send(Mailbox, Sent, First + 1, End).

%% What processes can share after all: each makes a counter, as a step and a look at its count.
counters() ->
    #{
        <<"GET_AND_ADD">> => fun() ->
            Ref = atomics:new(1, []),
            {fun() -> atomics:add(Ref, 1, 1) end, fun() -> atomics:get(Ref, 1) end}
        end,
        <<"LONG_ADDER">> => fun() ->
            Ref = counters:new(1, [write_concurrency]),
            {fun() -> counters:add(Ref, 1, 1) end, fun() -> counters:get(Ref, 1) end}
        end,
        <<"ETS">> => fun() ->
            Table = ets:new(counter, [public, {write_concurrency, true}]),
            true = ets:insert(Table, {count, 0}),
            {
                fun() -> ets:update_counter(Table, count, 1) end,
                fun() -> ets:lookup_element(Table, count, 2) end
            }
        end
    }.

%% Processes that step on a counter, each on one in the list; the same one may be in it often.
counter(Counters) ->
    Steps = 240_000,
    Threads = length(Counters),
    Share = fun(I) -> Steps * I div Threads - Steps * (I - 1) div Threads end,
    Duty = fun({I, {Step, _}}) -> fun(_) -> steps(Share(I), Step, 0) end end,
    Crew = crew(lists:map(Duty, lists:enumerate(Counters))),
    Counts = [Count || {_, Count} <- lists:usort(Counters)],
    Batch = fun(_) -> lists:max([Longest || {_, Longest} <- work(Crew, none)]) end,
    Found = fun(Longest) -> {[lists:sum([Count() || Count <- Counts])], longest(Longest), #{}} end,
    #{ops => Steps, plan => [Steps], state => 0, batch => Batch, found => Found}.

%% Makes steps, and returns the longest that 16 of them took.
steps(0, _, Longest) -> Longest;
steps(Left, Step, Longest) ->
    Before = threadmill:nanos(),
    Some = min(Left, 16),
    repeat(Some, Step),
    steps(Left - Some, Step, max(Longest, threadmill:nanos() - Before)).

%% Processes that wait for a message. A few wait before the first reading.
waiting(Start, Threads, Patience) ->
    Prepare = fun({Waited, _, _, _}, _) ->
        Others = erlang:system_info(process_count),
        {Few, _} = start_waiting(Start, 8, Patience),
        release(Few, Others, Patience),
        {Waited, Others, memory(), []}
    end,
    Batch = fun({Waited, Others, Before, []}) ->
        {Units, More} = start_waiting(Start, Threads, Patience),
        {Waited + More, Others, Before, Units}
    end,
    Found = fun({Waited, Others, Before, Units}) ->
        After = memory(),
        Each = fun(Name, Bytes) -> (Bytes - maps:get(Name, Before)) div Threads end,
        Grown = #{<<"heap">> := Heap, <<"native">> := Resident} = maps:map(Each, After),
        Parts = Grown#{<<"native">> := max(0, Resident - Heap)},
        Total = lists:sum(maps:values(maps:remove(<<"reserved">>, Parts))),
        release(Units, Others, Patience),
        Metrics = maps:map(fun(_, B) -> [B, <<"B/thread">>] end, Parts#{<<"total">> => Total}),
        {[Waited, erlang:system_info(process_count) - Others], Metrics, #{}}
    end,
    #{
        ops => 1, plan => [Threads, 0], state => {0, 0, #{}, []},
        prepare => Prepare, batch => Batch, found => Found
    }.

%% Returns what the runtime has handed out, some of it from memory that has been resident before,
%% and what the system says of this program's memory. The kernel's stacks are those of all programs,
%% because none is charged for them.
memory() ->
    true = erlang:garbage_collect(),
    #{
        <<"heap">> => erlang:memory(total),
        <<"native">> => threadmill:bytes("/proc/self/status", "VmRSS"),
        <<"reserved">> => threadmill:bytes("/proc/self/status", "VmSize"),
        <<"kernel.stack">> => threadmill:bytes("/proc/meminfo", "KernelStack"),
        <<"page.tables">> => threadmill:bytes("/proc/self/status", "VmPTE")
    }.

start_waiting(Start, Threads, Patience) ->
    Units = [Start(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, Threads)],
    {Units, length([waits || Unit <- Units, settle(fun() -> is_waiting(Unit) end, Patience)])}.

is_waiting(Unit) -> erlang:process_info(Unit, status) =:= {status, waiting}.

release(Units, Others, Patience) ->
    [Unit ! stop || Unit <- Units],
    settle(fun() -> erlang:system_info(process_count) =< Others end, Patience).

%% What a busy process does for others between two units of work.
courtesies() ->
    #{
        <<"NONE">> => fun() -> ok end,
        <<"YIELD">> => fun erlang:yield/0,
        <<"SLEEP">> => fun() -> receive after 1 -> ok end end
    }.

%% A probe, a process with something brief to do each millisecond, beside busy processes that stop
%% when a window is over and not before. They share when it opened, whether all turns have been
%% taken, and how many have begun.
starvation(Courtesy, Busy) ->
    Shared = atomics:new(3, []),
    Probe = crew([fun(_) -> take_turns(Shared) end]),
    Duty = fun(Patience) ->
        atomics:add(Shared, 3, 1),
        keep_busy(Shared, due(100) + Patience, Courtesy, 0)
    end,
    Crew = crew(lists:duplicate(Busy, Duty)),
    New = #{served => 0, early => 0, starved => false},
    Prepare = fun(State, #{<<"phase">> := Phase, <<"nanos">> := Nanos}) ->
        State#{
            nanos => Nanos, warm => Phase =:= <<"measure">>,
            delays => [], unserved => 0, units => 0, length => 0
        }
    end,
    Batch = fun(State) -> window(State, Shared, Probe, Crew) end,
    #{
        ops => 1, plan => [100, 0], state => New,
        prepare => Prepare, batch => Batch, found => fun told/1
    }.

%% When a turn is due, in nanoseconds since the window opened, as all that follows.
due(Turn) -> Turn * 1_000_000.

elapsed(Shared) ->
    case atomics:get(Shared, 1) of
        0 -> 0;
        Opened -> threadmill:nanos() - Opened
    end.

take_turns(Shared) ->
    atomics:add(Shared, 3, 1),
    Opened = opened(Shared),
    Take = fun(Turn) ->
        sleep_until(Opened + due(Turn)),
        elapsed(Shared)
    end,
    Taken = lists:map(Take, lists:seq(1, 100)),
    atomics:put(Shared, 2, 1),
    {taken, Taken}.

%% Its timer runs from before the others begin.
opened(Shared) ->
    case atomics:get(Shared, 1) of
        0 -> receive after 1 -> opened(Shared) end;
        Opened -> Opened
    end.

keep_busy(Shared, Deadline, Courtesy, Units) ->
    case atomics:get(Shared, 2) =:= 1 orelse elapsed(Shared) >= Deadline of
        true -> {busy, Units, elapsed(Shared)};
        false ->
            _ = steps(1_600, 1), % some ten microseconds
            Courtesy(),
            keep_busy(Shared, Deadline, Courtesy, Units + 1)
    end.

window(#{nanos := Nanos, warm := IsWarm, starved := HasStarved} = State, Shared, Probe, Crew) ->
    IsPatient = IsWarm andalso not HasStarved,
    Patience = if IsPatient -> 10 * Nanos; true -> Nanos end,
    [atomics:put(Shared, I, 0) || I <- [1, 2, 3]],
    start(Probe, none),
    settle(fun() -> atomics:get(Shared, 3) =:= 1 end, 10_000),
    start(Crew, Patience),
    AtOnce = min(length(Crew), erlang:system_info(schedulers_online)),
    settle(fun() -> atomics:get(Shared, 3) > AtOnce end, 10_000),
    atomics:put(Shared, 1, threadmill:nanos()),
    Results = [Result || {_, Result} <- finish(Probe ++ Crew)],
    [Taken] = [Turns || {taken, Turns} <- Results],
    Busy = [{Units, LeftAt} || {busy, Units, LeftAt} <- Results],
    End = min(lists:last(Taken), due(100) + Patience),
    Delays = [At - due(Turn) || {Turn, At} <- lists:enumerate(Taken), At >= due(Turn)],
    Served = [Delay || Delay <- Delays, Delay < Patience],
    Left = length(Delays) - length(Served),
    maps:merge_with(fun(_, Old, New) -> more(Old, New) end, State, #{
        served => length(Delays), unserved => Left, length => End,
        delays => Served ++ lists:duplicate(Left, 10 * Nanos),
        early => length([early || {_, LeftAt} <- Busy, LeftAt < End]),
        units => lists:sum([Units || {Units, _} <- Busy]),
        starved => IsPatient andalso Left > 0
    }).

more(Old, New) when is_boolean(Old) -> Old orelse New;
more(Old, New) when is_list(Old) -> New ++ Old;
more(Old, New) -> Old + New.

told(#{served := Served, early := Early, unserved := Unserved, units := Units} = State) ->
    Metrics = #{
        <<"rate.target">> => [1000, <<"ops/s">>],
        <<"probe.delay.unserved">> => [Unserved, <<"turns">>],
        <<"work.unit">> => [maps:get(length, State) / max(1, Units), <<"ns">>]
    },
    {[Served, Early], Metrics, #{<<"probe.delay">> => maps:get(delays, State)}}.
