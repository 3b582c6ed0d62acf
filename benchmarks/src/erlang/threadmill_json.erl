%% JSON as far as the fork protocol needs it, because OTP 25 has no module for it.
%%
%% It reads objects of texts, whole numbers and objects. It writes maps as objects, lists as
%% arrays, binaries and atoms as texts, and numbers.
-module(threadmill_json).
-export([decode/1, encode/1]).

decode(Text) ->
    {Value, Rest} = value(skip(Text)),
    <<>> = skip(Rest),
    Value.

value(<<"{", Rest/binary>>) -> members(skip(Rest), #{});
value(<<"\"", Rest/binary>>) -> text(Rest, <<>>);
value(Text) ->
    {Number, Rest} = string:to_integer(Text),
    true = is_integer(Number),
    {Number, Rest}.

members(<<"}", Rest/binary>>, Object) -> {Object, Rest};
members(<<",", Rest/binary>>, Object) -> members(skip(Rest), Object);
members(<<"\"", Text/binary>>, Object) ->
    {Name, AfterName} = text(Text, <<>>),
    <<":", AfterColon/binary>> = skip(AfterName),
    {Value, Rest} = value(skip(AfterColon)),
    members(skip(Rest), Object#{Name => Value}).

text(<<"\"", Rest/binary>>, Text) -> {Text, Rest};
text(<<"\\", C, Rest/binary>>, Text) when C =:= $"; C =:= $\\; C =:= $/ ->
    text(Rest, <<Text/binary, C>>);
text(<<C, Rest/binary>>, Text) when C =/= $\\ -> text(Rest, <<Text/binary, C>>).

skip(<<C, Rest/binary>>) when C =< $\s -> skip(Rest);
skip(Text) -> Text.

encode(Text) when is_binary(Text) -> [$", << <<(escape(C))/binary>> || <<C>> <= Text >>, $"];
encode(Name) when is_atom(Name) -> encode(atom_to_binary(Name));
encode(Number) when is_integer(Number) -> integer_to_list(Number);
encode(Number) when is_float(Number) -> float_to_list(Number, [{decimals, 3}, compact]);
encode(Object) when is_map(Object) ->
    Members = [[encode(Name), $:, encode(Value)] || {Name, Value} <- maps:to_list(Object)],
    [${, lists:join($,, Members), $}];
encode(List) -> [$[, lists:join($,, [encode(Value) || Value <- List]), $]].

escape(C) when C =:= $"; C =:= $\\ -> <<$\\, C>>;
escape(C) when C < $\s -> <<" ">>;
escape(C) -> <<C>>.
