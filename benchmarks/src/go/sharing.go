package main

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const steps = 240_000 // of a batch; they divide evenly among most numbers of goroutines

// rung is a way to share a count. Every step is a call by this interface, which the compiler can
// neither merge with the next nor leave out.
type rung interface {
	step()
	count() int64
}

type plain struct{ value int64 }

func (r *plain) step()        { r.value++ }
func (r *plain) count() int64 { return r.value }

type getAndAdd struct{ value atomic.Int64 }

func (r *getAndAdd) step()        { r.value.Add(1) }
func (r *getAndAdd) count() int64 { return r.value.Load() }

type compareAndSet struct{ getAndAdd }

func (r *compareAndSet) step() {
	for seen := r.value.Load(); !r.value.CompareAndSwap(seen, seen+1); {
		seen = r.value.Load()
	}
}

type mutex struct {
	mu sync.Mutex
	plain
}

func (r *mutex) step() {
	r.mu.Lock()
	r.value++
	r.mu.Unlock()
}

// rwMutex is the write lock of a lock that many may hold to read.
type rwMutex struct {
	mu sync.RWMutex
	plain
}

func (r *rwMutex) step() {
	r.mu.Lock()
	r.value++
	r.mu.Unlock()
}

// lay makes rungs of one type that lie apart from each other.
func lay[T any, R interface {
	*T
	rung
}](instances int) []rung {
	padded, rungs := make([]apart[T], instances), make([]rung, instances)
	for i := range rungs {
		rungs[i] = R(&padded[i].value)
	}
	return rungs
}

var ladder = map[string]func(instances int) []rung{
	"MUTEX":           lay[mutex],
	"RW_LOCK":         lay[rwMutex],
	"GET_AND_ADD":     lay[getAndAdd],
	"COMPARE_AND_SET": lay[compareAndSet],
}

func openLadder(p params) *body {
	build := pick(p, ladder)
	p.need("holdNanos", "0", "In this lane nobody works while holding a lock")
	p.need("thinkNanos", "0", "In this lane nobody works between two steps")
	p.need("locks", "1", "In this lane all share one counter, or each has its own")
	rungs := build(p.number("threads", 1))
	if p.text("placement") == "SHARED" {
		for i := range rungs {
			rungs[i] = rungs[0]
		}
	} else {
		p.need("placement", "OWN_PADDED", "In this lane counters lie apart from each other")
	}
	return newLadder(p.start, rungs)
}

// newLadder is a contest of goroutines, each of which steps on one of the rungs; these may all be
// the same. They wait for each other, so that the first is not done before the last begins: awake
// where there is a worker for each, for longer than it takes to wake a goroutine.
func newLadder(start starter, rungs []rung) *body {
	threads := len(rungs)
	longest := make(waits, threads)
	var absent atomic.Int32
	var arrived sync.WaitGroup
	crew := newCrew(start, threads, func(contestant int) {
		mine := rungs[contestant]
		share := steps*(contestant+1)/threads - steps*contestant/threads
		absent.Add(-1)
		arrived.Done()
		if threads <= runtime.GOMAXPROCS(0) {
			for late := now() + 300*time.Microsecond; absent.Load() > 0 && now() < late; {
			}
		}
		arrived.Wait()
		longest.take(contestant, share, 16, func(from, to int) {
			for ; from < to; from++ {
				mine.step()
			}
		})
	})
	batch := func() {
		absent.Store(int32(threads))
		arrived.Add(threads)
		crew.work()
	}
	count := counted(slices.Compact(slices.Clone(rungs))...)
	found := func(it *iteration) []int64 {
		longest.report(it)
		return count(it)
	}
	return &body{ops: steps, plan: []int64{steps}, batch: batch, found: found}
}

// counted is what a body found that only counts.
func counted(rungs ...rung) func(*iteration) []int64 {
	return func(*iteration) []int64 {
		sum := int64(0)
		for _, r := range rungs {
			sum += r.count()
		}
		return []int64{sum}
	}
}

func openUncontended(p params) *body {
	ways := maps.Clone(ladder)
	ways["PLAIN"] = lay[plain]
	return newAlone(pick(p, ways)(1)[0])
}

// newAlone is one rung that nobody else uses, on the goroutine that runs the batches.
func newAlone(only rung) *body {
	const calls = 10_000
	batch := func() {
		for range calls {
			only.step()
		}
	}
	return &body{ops: calls, plan: []int64{calls}, batch: batch, found: counted(only)}
}
