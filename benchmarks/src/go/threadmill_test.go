package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

//go:embed cells.txt
var table string

const asFork = "THREADMILL_TEST_FORK" // tells the test's program to run as the lane does
const traffic = "messaging.MessagingThroughputBenchmark.transfer"

func TestMain(m *testing.M) {
	if os.Getenv(asFork) != "" || slices.Contains(os.Args, oneUnit) {
		main()
		return
	}
	runtime.GOMAXPROCS(2)
	os.Exit(m.Run())
}

// small are parameters of the benchmarks, by their methods.
var small = map[string]string{
	"idleRound":    "members=5",
	"spawnAndJoin": "batch=10",
	"growAndSum":   "leaves=1000",
	"wakeAll":      "spreadMillis=20 sleepers=100",
	"roundTrip":    "carriers=all",
	"transfer":     "capacity=64 producers=4 consumers=4 payload=PREALLOCATED",
	"step":         "threads=4 placement=SHARED holdNanos=0 thinkNanos=0 locks=1",
	"startAndPark": "depth=0 threadLocals=0 threads=100",
	"window":       "wokenBy=TIMER busyPerCore=2",
}

// paramsOf returns the small parameters of a cell, and others that come before them.
func paramsOf(cell, others string) map[string]string {
	params := map[string]string{}
	for _, p := range strings.Fields(small[cell[strings.LastIndex(cell, ".")+1:]] + " " + others) {
		name, value, _ := strings.Cut(p, "=")
		params[name] = value
	}
	return params
}

// run returns what was expected and found after one more batch.
func run(b *body) (expected, found string) {
	it := b.iterate(command{Phase: "measure", Nanos: 1})
	return it.Expected, it.Found
}

func TestEveryCellDoesItsWork(t *testing.T) {
	listed := map[string]bool{}
	for _, line := range strings.Split(table, "\n") {
		words := strings.Fields(line)
		if len(words) < 5 || words[0] != "cell" {
			continue
		}
		cell, contender := words[1], words[3]
		others := "contender=" + contender + " threadKind=" + strings.Replace(words[2], "-", "VIRTUAL", 1)
		listed[cell] = true
		if contender == "RW_LOCK" {
			others += " placement=OWN_PADDED"
		}
		t.Run(cell+"/"+contender, func(t *testing.T) {
			b, why := open(cell, paramsOf(cell, others), spawn)
			if why != missing[contender] {
				t.Fatalf("n/a: %q", why)
			}
			for batches := int64(1); b != nil && batches < 4; batches++ {
				if expected, found := run(b); found != expected || found != join(b.plan, batches) || b.plan[0] < 1 {
					t.Errorf("expected %s, found %s in %d batches", expected, found, batches)
				}
			}
		})
	}
	if len(listed) != len(openers) {
		t.Errorf("of %d benchmarks the table has %d", len(openers), len(listed))
	}
}

// unlocked lets others come between the halves of its step, without a data race.
type unlocked struct{ getAndAdd }

func (r *unlocked) step() {
	seen := r.value.Load()
	if seen%100 == 0 {
		runtime.Gosched()
	}
	r.value.Store(seen + 1)
}

// forgetful passes on a baton that is not the one it was given.
type forgetful struct{ chanWire }

func (w forgetful) receive() *baton {
	other := *w.chanWire.receive()
	return &other
}

// dropping is traffic by a pipe that drops every 1000th message.
func dropping() *body {
	in, out := make(chan *message), make(chan *message)
	go func() {
		for n := 1; ; n++ {
			if m := <-in; m == last || n%1000 != 0 {
				out <- m
			}
		}
	}()
	return newTraffic(spawn, in, out, 4, 1)
}

func TestFaultsAreFound(t *testing.T) {
	for name, plant := range map[string]func() *body{
		"a pipe that drops every 1000th message": dropping,
		"arithmetic that leaves out a step":      func() *body { return newArithmetic(99_999) },
		"a lock that does not lock": func() *body {
			r := &unlocked{}
			return newLadder(spawn, []rung{r, r, r, r})
		},
		"a wire that passes on another baton": func() *body {
			return newPingPong(spawn, make(chanWire), forgetful{make(chanWire)})
		},
		"a starter that starts 98 of 100": func() *body {
			started := 0
			return newWaiting(func(task func()) {
				if started++; started <= 98 {
					go task()
				}
			}, 100, 100*time.Millisecond)
		},
		"a program that joined before it was started": func() *body {
			return newProgramStart("/bin/echo", "1 5")
		},
		"a sleep that ends early": func() *body {
			return newSleepers(spawn, 10, 0, func(d time.Duration) { time.Sleep(d - 20*time.Millisecond) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			if expected, found := run(plant()); found == expected {
				t.Errorf("nothing is wrong with %s", found)
			}
		})
	}
	if delays, _ := (&window{patience: time.Second}).delays(1); delays != nil {
		t.Error("turns that never came have a delay")
	}
	if rehearse(func(task func()) { task() }, 50*time.Millisecond) {
		t.Error("units that run one after the other pass the rehearsal")
	}
}

func TestWhatDoesNotApplyIsRefused(t *testing.T) {
	const spawning = "spawning.SpawnJoinBenchmark.spawnAndJoin"
	for _, c := range [][3]string{
		{"spawning.NoBenchmark.none", "", "no benchmark"},
		{spawning, "contender=CACHED_POOL", "no contender"},
		{spawning, "contender=BARE_THREAD batch=7", "batches"},
		{spawning, "contender=BARE_THREAD threadKind=PLATFORM", "M:N"},
		{"spawning.SkynetBenchmark.growAndSum", "contender=CHANNELS leaves=300", "power of ten"},
		{traffic, "contender=CHANNEL capacity=unbounded", "fixed"},
		{traffic, "contender=CHANNEL payload=FRESH_24_BYTES", "exist"},
		{traffic, "", "contender is missing"},
		{"switching.PingPongBenchmark.roundTrip", "contender=CHANNEL carriers=1", "for each CPU"},
		{"sharing.SharedCounterBenchmark.step", "contender=PLAIN", "no contender"},
		{"fairness.StarvationBenchmark.window", "contender=NONE wokenBy=START", "goroutine"},
	} {
		if b, why := open(c[0], paramsOf(c[0], c[1]), spawn); b != nil || !strings.Contains(why, c[2]) {
			t.Errorf("%v: %q", c, why)
		}
	}
}

// converse starts this program as the runner does, says lines to it and hangs up. It returns the
// answers and the exit status.
func converse(t *testing.T, cell, others string, pause time.Duration, lines ...string) ([]map[string]any, int) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), asFork+"=1")
	in, _ := child.StdinPipe()
	_ = json.NewEncoder(in).Encode(map[string]any{"v": 1, "cell": cell, "params": paramsOf(cell, others), "workers": 2, "seed": 7})
	for _, line := range lines {
		_, _ = io.WriteString(in, line+"\n")
	}
	time.AfterFunc(pause, func() { in.Close() })
	out, _ := child.Output()
	var answers []map[string]any
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var a map[string]any
		if err := decoder.Decode(&a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	return answers, child.ProcessState.ExitCode()
}

func TestTheProtocol(t *testing.T) {
	const window = "fairness.StarvationBenchmark.window"
	said, exit := converse(t, traffic, "contender=CHANNEL threadKind=VIRTUAL", 5*time.Second,
		`{"type":"iterate","phase":"warmup","index":0,"nanos":0}`,
		`{"type":"iterate","phase":"measure","index":3,"nanos":100000000}`, `{"type":"end"}`)
	if len(said) != 4 || exit != 0 || said[0]["type"] != "hello" || said[0]["workers"] != 2.0 ||
		said[0]["toolchain"] != runtime.Version() || said[0]["clockNanos"].(float64) < 1 || len(said[0]["affinity"].([]any)) != runtime.NumCPU() ||
		said[1]["ops"] != float64(messages) || said[2]["phase"] != "measure" || said[2]["index"] != 3.0 ||
		said[2]["elapsedNanos"].(float64) < 1e8 || said[2]["cpuNanos"].(float64) < 1e7 ||
		said[2]["found"] != said[2]["expected"] || said[3]["status"] != "ok" {
		t.Errorf("%v, exit %d", said, exit)
	}
	if said, exit = converse(t, traffic, "contender=PARK", 5*time.Second); exit != 0 || said[0]["type"] != "n/a" {
		t.Errorf("%v, exit %d", said, exit)
	}
	start := time.Now()
	said, exit = converse(t, window, "contender=NONE", time.Second,
		`{"type":"iterate","phase":"measure","index":0,"nanos":50000000}`,
		`{"type":"iterate","phase":"warmup","index":0,"nanos":3600000000000}`)
	if len(said) != 2 || said[1]["found"] != said[1]["expected"] || exit != 137 || time.Since(start) > 3*time.Second {
		t.Errorf("%v, exit %d after %v", said, exit, time.Since(start))
	}
}

func TestWhatIsMeasured(t *testing.T) {
	before := clock(ofProcess)
	if work(5_000_000) == work(5_000_001) || clock(ofProcess)-before < 1e6 || slices.Min(memoryNow()) < 1<<12 {
		t.Error("work is no work, or memory is not known")
	}
	it := &iteration{Phase: "measure", Samples: map[string][]int64{}}
	if it.samples("late", make([]int64, 20_001)); len(it.Samples["late"]) != 10_001 {
		t.Errorf("%d samples", len(it.Samples["late"]))
	}
}
