%% Tests of the Erlang lane; without eunit, which not every distribution of Erlang has. To be run in
%% the folder of the sources:
%%
%%     erlc -o DIR *.erl && erl -noshell -pa DIR -s threadmill_tests main
-module(threadmill_tests).
-export([main/0]).

-define(PING_PONG, <<"switching.PingPongBenchmark.roundTrip">>).
-define(PROGRAM, <<"spawning.ProgramStartBenchmark.startAndJoin">>).
-define(SLEEPERS, <<"spawning.SleepersBenchmark.wakeAll">>).
-define(WAITING, <<"footprint.ParkedThreadBenchmark.startAndPark">>).
-define(TRAFFIC, <<"messaging.MessagingThroughputBenchmark.transfer">>).

main() ->
    every_cell_does_its_work(),
    faults_are_found(),
    what_does_not_apply_is_refused(),
    the_protocol(),
    a_program_starts(),
    json(),
    io:format("All tests passed.~n"),
    erlang:halt(0).

%% Fails the program if something does not hold.
check(true, _) -> ok;
check(_, What) ->
    io:format("FAILED ~0p~n", [What]),
    erlang:halt(1).

%% Small parameters of the benchmarks, by their methods.
small(Method) ->
    maps:get(Method, #{
        <<"idleRound">> => "members=5",
        <<"spawnAndJoin">> => "batch=10",
        <<"growAndSum">> => "leaves=1000",
        <<"wakeAll">> => "sleepers=100 spreadMillis=20",
        <<"roundTrip">> => "carriers=all",
        <<"transfer">> => "capacity=unbounded producers=4 consumers=1 payload=PREALLOCATED",
        <<"step">> => "threads=4 placement=SHARED holdNanos=0 thinkNanos=0 locks=1",
        <<"startAndPark">> => "threads=100 depth=0 threadLocals=0",
        <<"window">> => "wokenBy=TIMER busyPerCore=2"
    }, "").

%% The small parameters of a cell, and others that come before them.
params(Cell, Others) ->
    Method = lists:last(binary:split(Cell, <<".">>, [global])),
    Pairs = string:lexemes([small(Method), " ", Others], " "),
    maps:from_list([list_to_tuple(binary:split(iolist_to_binary(P), <<"=">>)) || P <- Pairs]).

%% Returns a body, or why there is none.
open(Cell, Others) ->
    try
        threadmill_cells:open(Cell, params(Cell, Others))
    catch
        throw:{refused, Why} -> iolist_to_binary(Why)
    end.

%% Runs one more batch, and returns what was expected and found.
run(Body) ->
    Command = #{<<"phase">> => <<"measure">>, <<"index">> => 0, <<"nanos">> => 1},
    {#{expected := Expected, found := Found}, Next} = threadmill:iterate(Body, Command),
    {Expected, Found, Next}.

every_cell_does_its_work() ->
    {ok, Table} = file:read_file("cells.txt"),
    [
        does_its_work(Cell, Contender, open(Cell, ["contender=", Contender]))
     || <<"cell ", Line/binary>> <- binary:split(Table, <<"\n">>, [global]),
        [Cell, _, Contender | _] <- [binary:split(Line, <<" ">>, [global])]
    ].

does_its_work(Cell, Contender, Why) when is_binary(Why) ->
    Missing = [<<"PARK">>, <<"MUTEX">>, <<"ARC">>, <<"RC">>, <<"REF_CELL">>],
    check(lists:member(Contender, Missing) orelse Cell =:= ?PROGRAM, {Cell, Contender, Why});
does_its_work(Cell, _, #{plan := Plan} = Body) ->
    check(hd(Plan) > 0, Cell),
    lists:foldl(
        fun(Batches, Before) ->
            {Expected, Found, Next} = run(Before),
            check(Expected =:= Found, {Cell, Expected, Found}),
            check(Found =:= threadmill:join(Plan, Batches), {Cell, Found, Batches}),
            Next
        end,
        Body,
        [1, 2, 3]
    ).

faults_are_found() ->
    Dropping = fun(Consumer) -> spawn_link(fun() -> relay(Consumer, 1) end) end,
    Count = atomics:new(1, []),
    Unlocked = {fun() -> unlocked(Count) end, fun() -> atomics:get(Count, 1) end},
    Forgetful = fun(Passes) -> Passes + min(1, Passes rem 1000) end,
    Started = atomics:new(1, []),
    Few = fun(Task) ->
        case atomics:add_get(Started, 1, 1) of
            N when N =< 98 -> spawn(Task);
            _ -> spawn(fun() -> ok end)
        end
    end,
    Early = fun(Due) -> timer:sleep(max(0, (Due - threadmill:nanos()) div 1_000_000 - 20)) end,
    Faulty = [
        {"arithmetic that leaves out a step", threadmill_cells:arithmetic(99_999)},
        {"a pipe that drops every 1000th message", threadmill_cells:traffic(4, Dropping)},
        {"a lock that does not lock", threadmill_cells:counter(lists:duplicate(4, Unlocked))},
        {"a wire that passes on another baton", threadmill_cells:ping_pong(1000, Forgetful)},
        {"a starter of too few", threadmill_cells:waiting(Few, 100, 50)},
        {"a program that ended before", threadmill_cells:program_start("/bin/echo", "1 5")},
        {"a program that says nothing", threadmill_cells:program_start("/bin/true", "")},
        {"a sleep that ends early", threadmill_cells:sleepers(10, 0, Early)}
    ],
    [
        begin
            {Expected, Found, _} = run(Body),
            check(Expected =/= Found, {nothing_is_wrong_with, Fault, Found})
        end
     || {Fault, Body} <- Faulty
    ],
    check(threadmill:rehearse(fun threadmill:process/1, 5000), rehearsal),
    Inline = fun(Task) ->
        Task(),
        self()
    end,
    check(not threadmill:rehearse(Inline, 50), inline).

relay(Consumer, N) ->
    receive
        {_} when N rem 1000 =:= 0 -> dropped;
        Message -> Consumer ! Message
    end,
    relay(Consumer, N + 1).

%% Lets others come between the halves of its step.
unlocked(Count) ->
    Seen = atomics:get(Count, 1),
    Seen rem 100 =:= 0 andalso erlang:yield(),
    atomics:put(Count, 1, Seen + 1).

what_does_not_apply_is_refused() ->
    Spawning = <<"spawning.SpawnJoinBenchmark.spawnAndJoin">>,
    [
        check(binary:match(open(Cell, Others), Part) =/= nomatch, {Cell, Others})
     || {Cell, Others, Part} <- [
            {<<"spawning.NoBenchmark.none">>, "", <<"no benchmark">>},
            {Spawning, "contender=BARE_THREAD batch=7", <<"no batches">>},
            {?PROGRAM, "", <<"one file">>},
            {Spawning, "contender=CACHED_POOL", <<"no such thing">>},
            {?TRAFFIC, "", <<"contender is missing">>},
            {?PING_PONG, "contender=CHANNEL carriers=1", <<"for each CPU">>},
            {?TRAFFIC, "contender=CHANNEL capacity=64", <<"unbounded">>},
            {?TRAFFIC, "contender=CHANNEL producers=0", <<"cannot be 0">>},
            {?TRAFFIC, "contender=CHANNEL threadKind=PLATFORM", <<"M:N">>},
            {?WAITING, "threads=1000000", <<"room for">>},
            {?SLEEPERS, "contender=SLEEPING_THREADS sleepers=1000000", <<"room for">>}
        ]
    ].

%% Starts the program as the runner does, says lines to it, and hangs up after some seconds. Returns
%% its answers, and then its exit status.
converse(Seconds, Others, Lines) ->
    Program = ["erl -noshell -pa ", folder(), " -s threadmill main"],
    converse(Program, Seconds, ?TRAFFIC, Others, Lines).

converse(Program, Seconds, Cell, Others, Lines) ->
    Order = #{v => 1, cell => Cell, params => params(Cell, Others), workers => 2, seed => 7},
    Input = lists:join("\n", [threadmill_json:encode(Line) || Line <- [Order | Lines]]),
    Command = "(echo '~s'; sleep ~b) | ~s; echo $?",
    Said = os:cmd(io_lib:format(Command, [Input, Seconds, Program])),
    string:lexemes(Said, "\n").

folder() -> filename:dirname(code:which(threadmill)).

%% A program of one file starts itself.
a_program_starts() ->
    Modules = [threadmill, threadmill_cells, threadmill_json],
    Names = [atom_to_list(Module) ++ ".beam" || Module <- Modules],
    Files = [{Name, element(2, file:read_file([folder(), "/", Name]))} || Name <- Names],
    Program = filename:join(folder(), "program"),
    Sections = [shebang, {emu_args, "-escript main threadmill"}, {archive, Files, []}],
    ok = escript:create(Program, Sections),
    ok = file:change_mode(Program, 8#755),
    Iterate = #{type => iterate, phase => measure, index => 0, nanos => 0},
    Lines = [Iterate, Iterate#{index => 1}, #{type => 'end'}],
    [_, Once, Twice, _, "0"] = converse(Program, 1, ?PROGRAM, "threadKind=VIRTUAL", Lines),
    Parts = [{Once, "\"found\":\"1\""}, {Twice, "\"found\":\"2\""}, {Once, "program.bytes"}],
    [check(string:find(Line, Part) =/= nomatch, Line) || {Line, Part} <- Parts].

the_protocol() ->
    Iterate = #{type => iterate, phase => measure, index => 3, nanos => 100_000_000},
    Said = converse(2, "contender=CHANNEL", [Iterate, #{type => 'end'}]),
    Parts = ["\"type\":\"hello\"", "\"index\":3", "\"status\":\"ok\"", "0"],
    check(length(Said) =:= 4, Said),
    [check(string:find(Line, Part) =/= nomatch, Line) || {Line, Part} <- lists:zip(Said, Parts)],
    [None, "0"] = converse(2, "contender=PARK", []),
    check(string:find(None, "\"n/a\"") =/= nomatch, None),
    % The runner goes away in the midst of an hour.
    [_, "137"] = converse(1, "contender=CHANNEL", [Iterate#{nanos => 3600_000_000_000}]).

json() ->
    Value = #{<<"a">> => <<"x\"\\/">>, <<"b">> => 12, <<"c">> => #{}, <<"d">> => #{<<"e">> => -1}},
    Text = iolist_to_binary([" ", threadmill_json:encode(Value), "\n"]),
    check(threadmill_json:decode(Text) =:= Value, Text),
    check(iolist_to_binary(threadmill_json:encode([1, 2.5, yes])) =:= <<"[1,2.5,\"yes\"]">>, json).
