%% The Erlang lane: runs one cell of the benchmark suite as a fork that speaks the protocol
%% threadmill-fork/1, JSON objects on standard input and output, one a line.
%%
%%     erlc -o DIR *.erl
%%     erl -noshell -pa DIR -s threadmill main
-module(threadmill).
-export([main/0, main/1, process/1, rehearse/2, iterate/2, join/2, nanos/0, bytes/2]).

%% Runs a fork in a process of its own, so that the failure of any process is told to the runner.
main() ->
    _ = logger:remove_handler(default), % it would write to standard output
    ok = io:setopts(standard_io, [binary]),
    {_, Fork} = spawn_monitor(fun fork/0),
    receive
        {'DOWN', Fork, process, _, answered} ->
            erlang:halt(0);
        {'DOWN', Fork, process, _, Failure} ->
            say(#{type => failed, reason => iolist_to_binary(io_lib:format("~0p", [Failure]))}),
            erlang:halt(1)
    end.

%% The same as a program of one file, which can also run but one unit.
main(["one-unit"]) -> one_unit();
main(_) -> main().

%% Prints how often the unit ran, and when it had ended.
one_unit() ->
    Ran = atomics:new(1, []),
    {_, Unit} = spawn_monitor(fun() -> atomics:add(Ran, 1, 1) end),
    receive {'DOWN', Unit, process, _, _} -> ok end,
    Ended = nanos(),
    io:format("~b ~b~n", [atomics:get(Ran, 1), Ended]).

fork() ->
    #{<<"v">> := 1, <<"cell">> := Cell, <<"params">> := Params, <<"workers">> := Workers} = read(),
    Fork = self(),
    spawn_opt(fun() -> listen(Fork) end, [link, {priority, max}]),
    erlang:system_flag(schedulers_online, min(Workers, erlang:system_info(schedulers))),
    rehearse(fun process/1, 5000) orelse exit('its units do not run at once'),
    try threadmill_cells:open(Cell, Params) of
        Body ->
            say(greeting()),
            serve(Body)
    catch
        throw:{refused, Why} -> say(#{type => <<"n/a">>, reason => iolist_to_binary(Why)})
    end,
    exit(answered).

serve(Body) ->
    receive
        {command, #{<<"type">> := <<"end">>}} ->
            say(#{type => 'end', status => ok});
        {command, Command} ->
            {Answer, Next} = iterate(Body, Command),
            say(Answer),
            serve(Next)
    end.

%% Passes commands on up to the last. If the runner goes away it ends the fork, also in the midst
%% of a batch that hangs, because the runtime preempts whatever runs.
listen(Fork) ->
    Command = read(),
    Fork ! {command, Command},
    Command =:= #{<<"type">> => <<"end">>} orelse listen(Fork).

read() ->
    case io:get_line("") of
        Line when is_binary(Line) -> threadmill_json:decode(Line);
        _ -> erlang:halt(137, [{flush, false}])
    end.

say(Answer) -> io:put_chars([threadmill_json:encode(Answer), $\n]).

%% Starts a process: the starter of all cells, which tests replace by a faulty one. The fork fails
%% with it.
process(Task) -> spawn_link(Task).

%% Checks that two units run at once: each waits for the other.
rehearse(Start, Patience) ->
    Fork = self(),
    Meet = fun() ->
        Met = receive
            {meet, Other} ->
                Other ! here,
                receive here -> true after Patience -> false end
        after Patience -> false
        end,
        Fork ! {met, Met}
    end,
    Units = [First, Second] = [Start(Meet), Start(Meet)],
    First ! {meet, Second},
    Second ! {meet, First},
    [true, true] =:= [receive {met, Met} -> Met end || _ <- Units].

%% Runs batches until the time that was asked for is used up: one at least. A body is a map:
%%   ops      operations of a batch, as the JVM's body counts them
%%   plan     what a batch is to do: counts and sums
%%   state    what its functions pass on
%%   prepare  before an iteration, not timed: (State, Command) -> State; may be left out
%%   ready    waits until the time begins that is measured: (State); may be left out
%%   batch    all that is timed: (State) -> State
%%   found    not timed: (State) -> {what all batches so far really did, metrics, samples}
iterate(Body, #{<<"phase">> := Phase, <<"index">> := Index, <<"nanos">> := Nanos} = Command) ->
    #{ops := Ops, plan := Plan, state := State, batch := Batch, found := Found} = Body,
    Prepare = maps:get(prepare, Body, fun(Same, _) -> Same end),
    Ready = maps:get(ready, Body, fun(_) -> ok end),
    Prepared = Prepare(State, Command),
    Cpu = cpu(), % takes a while
    Ready(Prepared),
    {Batches, Elapsed, After} = batches(Batch, Prepared, nanos(), Nanos, 1),
    CpuUsed = cpu() - Cpu,
    {Counts, Metrics, Samples} = Found(After),
    AllBatches = maps:get(batches, Body, 0) + Batches,
    Answer = #{
        type => iteration, phase => Phase, index => Index, ops => Batches * Ops,
        elapsedNanos => Elapsed, cpuNanos => CpuUsed,
        expected => join(Plan, AllBatches), found => join(Counts, 1), metrics => Metrics,
        samples => case Phase of
            <<"measure">> -> maps:map(fun(_, All) -> thin(All) end, Samples);
            _ -> #{}
        end
    },
    {Answer, Body#{state := After, batches => AllBatches}}.

batches(Batch, State, Start, Nanos, Number) ->
    Next = Batch(State),
    case nanos() - Start of
        Elapsed when Elapsed < Nanos -> batches(Batch, Next, Start, Nanos, Number + 1);
        Elapsed -> {Number, Elapsed, Next}
    end.

%% Writes numbers that belong together, and so many times as much.
join(Numbers, Times) ->
    iolist_to_binary(lists:join($/, [integer_to_binary(N * Times) || N <- Numbers])).

%% Keeps every nth of samples if there are more than the runner takes.
thin(Samples) ->
    Stride = max(1, (length(Samples) + 19_999) div 20_000),
    [Sample || {I, Sample} <- lists:enumerate(0, Samples), I rem Stride =:= 0].

%% Reads CLOCK_MONOTONIC, in nanoseconds; erlang:monotonic_time() may correct it.
nanos() -> os:perf_counter().

%% The CPU time of the whole process: of all its threads, none of which ends.
cpu() ->
    lists:sum([cpu(File) || File <- filelib:wildcard("/proc/self/task/*/schedstat")]).

cpu(File) ->
    {ok, Text} = file:read_file(File),
    {Nanos, _} = string:to_integer(Text),
    Nanos.

%% Returns a size that a file below /proc tells in kilobytes; 0 if it does not.
bytes(File, Name) ->
    case re:run(text(File), ["^", Name, ":\\s+(\\d+) kB"], [multiline, {capture, [1], list}]) of
        {match, [Kilobytes]} -> 1024 * list_to_integer(Kilobytes);
        nomatch -> 0
    end.

%% Files below /proc have no length: they are read until they end.
text(File) ->
    {ok, Device} = file:open(File, [read, raw, binary]),
    {ok, Text} = file:read(Device, 65536),
    ok = file:close(Device),
    Text.

affinity() ->
    Status = text("/proc/self/status"),
    {match, [List]} = re:run(Status, "Cpus_allowed_list:\\s+(\\S+)", [{capture, [1], list}]),
    lists:append([
        case [list_to_integer(Cpu) || Cpu <- string:split(Range, "-")] of
            [From, To] -> lists:seq(From, To);
            Single -> Single
        end
     || Range <- string:split(List, ",", all)
    ]).

clock_cost(Start, 0) -> nanos() - Start;
clock_cost(Start, Reads) ->
    _ = nanos(),
    clock_cost(Start, Reads - 1).

greeting() ->
    1_000_000_000 = erlang:convert_time_unit(1, second, perf_counter),
    Costs = [clock_cost(nanos(), 1000) || _ <- lists:seq(1, 100)],
    System = fun(Name) -> erlang:system_info(Name) end,
    #{
        type => hello, v => 1, lane => beam, runtime => <<"Erlang processes">>,
        toolchain => iolist_to_binary([
            "Erlang/OTP ", System(otp_release), ", erts ", System(version)
        ]),
        flags => iolist_to_binary(io_lib:format("erlc, ~s", [System(emu_flavor)])),
        workers => System(schedulers_online), allocator => <<"erts, a heap for each process">>,
        affinity => affinity(), clockNanos => max(1, lists:min(Costs) div 1000)
    }.
