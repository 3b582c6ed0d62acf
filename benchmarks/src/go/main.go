// Command threadmill is the Go lane: it runs one cell of the suite as a fork that speaks the
// protocol threadmill-fork/1, JSON objects on standard input and output, one a line.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"syscall"
	"time"
)

// command is a line from the runner: "iterate", in phase "warmup" or "measure", or "end".
type command struct {
	Type, Phase string
	Index       int
	Nanos       int64
}

// iteration is the answer to "iterate": the figures of as many batches as filled its time.
type iteration struct {
	Type         string             `json:"type"`
	Phase        string             `json:"phase"`
	Index        int                `json:"index"`
	Ops          int64              `json:"ops"`
	ElapsedNanos int64              `json:"elapsedNanos"`
	CPUNanos     int64              `json:"cpuNanos"`
	Expected     string             `json:"expected"`
	Found        string             `json:"found"`
	Metrics      map[string][2]any  `json:"metrics"`
	Samples      map[string][]int64 `json:"samples"`
}

func (it *iteration) metric(name string, value float64, unit string) {
	it.Metrics[name] = [2]any{value, unit}
}

// samples reports single times, every nth of them if there are too many; a warm-up has none.
func (it *iteration) samples(name string, nanos []int64) {
	const most = 20_000 // the runner takes no more
	for i := 0; i < len(nanos) && it.Phase == "measure"; i += (len(nanos) + most - 1) / most {
		it.Samples[name] = append(it.Samples[name], nanos[i])
	}
}

// body is the work of one cell.
type body struct {
	ops     int64         // operations of a batch, as the JVM's body counts them
	plan    []int64       // what a batch is to do: counts and sums
	prepare func(command) // before an iteration, not timed; may be nil
	batch   func()        // all that is timed
	// found returns, not timed, what all batches so far really did; it adds metrics and samples.
	found   func(*iteration) []int64
	batches int64 // so far
}

// iterate runs batches until the time that was asked for is used up: one at least.
func (b *body) iterate(c command) *iteration {
	it := &iteration{Type: "iteration", Phase: c.Phase, Index: c.Index,
		Metrics: map[string][2]any{}, Samples: map[string][]int64{}}
	if b.prepare != nil {
		b.prepare(c)
	}
	cpu, start := clock(ofProcess), now()
	for it.Ops == 0 || it.ElapsedNanos < c.Nanos {
		b.batch()
		b.batches++
		it.Ops += b.ops
		it.ElapsedNanos = int64(now() - start)
	}
	it.CPUNanos = clock(ofProcess) - cpu
	it.Expected, it.Found = join(b.plan, b.batches), join(b.found(it), 1)
	return it
}

// join writes numbers that belong together, and so many times as much.
func join(numbers []int64, times int64) string {
	text := ""
	for _, n := range numbers {
		text += "/" + strconv.FormatInt(n*times, 10)
	}
	return text[1:]
}

// rehearse checks that two units run at once: each waits for the other.
func rehearse(start starter, patience time.Duration) bool {
	meeting, met := make(chan bool), make(chan bool, 2)
	meet := func() {
		select { // one sends, and the other receives
		case meeting <- true:
			met <- true
		case <-meeting:
			met <- true
		case <-time.After(patience):
			met <- false
		}
	}
	start(meet)
	start(meet)
	first, second := <-met, <-met
	return first && second
}

// read reads a line. If there is none, because the runner went away, it ends the process.
func read(lines *json.Decoder, line any) {
	if err := lines.Decode(line); err != nil {
		fmt.Fprintln(os.Stderr, "the runner went away:", err)
		os.Exit(137)
	}
}

// listen passes commands on up to the last; beside a batch that hangs, too, which Go preempts.
func listen(lines *json.Decoder, commands chan<- command) {
	for c := (command{}); c.Type != "end"; commands <- c {
		c = command{}
		read(lines, &c)
	}
	close(commands)
}

// say writes a line, and fails only if the runner went away, which listen finds as well.
func say(answer any) { _ = json.NewEncoder(os.Stdout).Encode(answer) }

func main() {
	if slices.Contains(os.Args[1:], oneUnit) {
		runOneUnit()
		return
	}
	// A read that blocks keeps one of the workers from the batches until Go notices, 20 ms later; a
	// read that polls keeps none.
	_ = syscall.SetNonblock(syscall.Stdin, true)
	lines := json.NewDecoder(os.NewFile(uintptr(syscall.Stdin), "stdin"))
	var o struct { // the first line: what to run
		Cell    string
		Params  map[string]string
		Workers int
	}
	read(lines, &o)
	commands := make(chan command, 1)
	go listen(lines, commands)
	runtime.GOMAXPROCS(o.Workers)
	if !rehearse(spawn, 5*time.Second) {
		say(map[string]string{"type": "failed", "reason": "its units do not run at once"})
		os.Exit(1)
	}
	b, why := open(o.Cell, o.Params, spawn)
	if b == nil {
		say(map[string]string{"type": "n/a", "reason": why})
		return
	}
	say(greeting())
	for c := range commands {
		if c.Type == "iterate" {
			say(b.iterate(c))
		}
	}
	say(map[string]string{"type": "end", "status": "ok"})
}

// openers are the benchmarks of this lane by their names in the JVM's suite, see cells.txt.
var openers = map[string]func(params) *body{
	"baseline.HarnessBaselineBenchmark.nothing":       openNothing,
	"baseline.HarnessBaselineBenchmark.arithmetic":    openArithmetic,
	"baseline.HarnessBaselineBenchmark.idleRound":     openIdleRound,
	"spawning.SpawnJoinBenchmark.spawnAndJoin":        openSpawnJoin,
	"spawning.SkynetBenchmark.growAndSum":             openSkynet,
	"spawning.SleepersBenchmark.wakeAll":              openSleepers,
	"spawning.ProgramStartBenchmark.startAndJoin":     openProgramStart,
	"switching.PingPongBenchmark.roundTrip":           openPingPong,
	"messaging.MessagingThroughputBenchmark.transfer": openTraffic,
	"sharing.SharedCounterBenchmark.step":             openLadder,
	"sharing.SharedCounterUncontendedBenchmark.step":  openUncontended,
	"footprint.ParkedThreadBenchmark.startAndPark":    openWaiting,
	"fairness.StarvationBenchmark.window":             openStarvation,
}

// missing says why Go has not what the JVM's suite or another lane compares.
var missing = map[string]string{
	"PARK":     "A goroutine cannot park itself: it waits on a channel, a lock or a condition",
	"ARC":      "Go collects garbage and has no counted handle",
	"RC":       "Go collects garbage and has no counted handle",
	"REF_CELL": "Go has no cell that checks its borrows at run time",
}

// refusal is why a cell does not apply. It is thrown while a body is opened; open returns it.
type refusal string

func refuse(format string, args ...any) { panic(refusal(fmt.Sprintf(format, args...))) }

// params are the parameters of a cell, and the way its units are started.
type params struct {
	start  starter
	values map[string]string
}

func (p params) text(name string) string {
	value, ok := p.values[name]
	if !ok {
		refuse("The parameter %s is missing", name)
	}
	return value
}

// number returns a parameter that is a whole number of at least so much.
func (p params) number(name string, least int) int {
	value, err := strconv.Atoi(p.text(name))
	if err != nil || value < least {
		refuse("The parameter %s cannot be %q", name, p.text(name))
	}
	return value
}

// need refuses every value of a parameter but one.
func (p params) need(name, value, why string) {
	if p.text(name) != value {
		refuse("%s", why)
	}
}

// pick returns the way of the contender that was asked for.
func pick[T any](p params, ways map[string]T) T {
	contender := p.text("contender")
	way, ok := ways[contender]
	if why, isMissing := missing[contender]; isMissing {
		refuse("%s", why)
	} else if !ok {
		refuse("Go has no contender %s here", contender)
	}
	return way
}

// open returns the body of a cell; if there is none, the reason why.
func open(cell string, values map[string]string, start starter) (b *body, why string) {
	defer func() {
		if thrown := recover(); thrown != nil {
			b, why = nil, string(thrown.(refusal))
		}
	}()
	opener, ok := openers[cell]
	if !ok {
		refuse("Go has no benchmark %s", cell)
	}
	p := params{start, values}
	if _, ok := values["threadKind"]; ok {
		p.need("threadKind", "VIRTUAL", "Go's units are goroutines, which are M:N: a program cannot start bare threads")
	}
	return opener(p), ""
}
