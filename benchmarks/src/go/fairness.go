package main

import (
	"runtime"
	"sync/atomic"
	"time"
)

const turns = 100 // of a window

// window is a stretch of time in which a turn falls due each millisecond while other goroutines
// are busy. It is over when all turns have been taken, or when the last has waited as long as a
// turn may: so it ends although nobody gets a turn. Times count from when it opened.
type window struct {
	patience time.Duration
	openedAt atomic.Int64         // 0 until they are busy
	taken    [turns]time.Duration // by the probe, one after the other
	allTaken atomic.Bool
}

func due(turn int) time.Duration { return time.Duration(turn+1) * time.Millisecond }

func (w *window) now() time.Duration {
	if opened := w.openedAt.Load(); opened != 0 {
		return now() - time.Duration(opened)
	}
	return 0
}

func (w *window) deadline() time.Duration { return due(turns-1) + w.patience }

func (w *window) isOver() bool { return w.allTaken.Load() || w.now() >= w.deadline() }

// end returns when it was over, after all turns have been taken.
func (w *window) end() time.Duration { return min(w.taken[turns-1], w.deadline()) }

// delays returns how long each turn was waited for, and how many of them did not come in time:
// these count with the longest that a turn may take. It leaves out a turn that nobody took.
func (w *window) delays(longest int64) (delays []int64, unserved int64) {
	for turn, taken := range w.taken {
		delay := taken - due(turn)
		if delay >= w.patience || taken >= w.deadline() {
			delays = append(delays, longest)
			unserved++
		} else if delay >= 0 {
			delays = append(delays, int64(delay))
		}
	}
	return delays, unserved
}

func openStarvation(p params) *body {
	// what a busy goroutine does for others between two units of work
	courtesy := pick(p, map[string]func(){"NONE": func() {}, "YIELD": runtime.Gosched})
	p.need("wokenBy", "TIMER", "In Go only a goroutine can start or wake another, and it would wait for its own turn first")
	return newStarvation(p.start, courtesy, p.number("busyPerCore", 1)*runtime.GOMAXPROCS(0))
}

// newStarvation is a probe, a goroutine with something brief to do each millisecond, beside busy
// goroutines that stop when a window is over and not before.
func newStarvation(start starter, courtesy func(), threads int) *body {
	type worker struct {
		units  int64
		leftAt time.Duration
	}
	workers := make([]apart[worker], threads)
	var w *window
	var begun chan struct{} // closed when the probe has, and then when all that can be busy are
	var atWork atomic.Int32
	busy := newCrew(start, threads, func(member int) {
		if atWork.Add(1) == int32(min(threads, runtime.GOMAXPROCS(0))) {
			close(begun)
		}
		me := &workers[member].value
		for ; !w.isOver(); me.units++ {
			runtime.KeepAlive(work(5000)) // some ten microseconds
			courtesy()
		}
		me.leftAt = w.now()
	})
	probe := newCrew(start, 1, func(int) {
		close(begun)
		for w.openedAt.Load() == 0 { // its timer runs from before the others begin
			time.Sleep(time.Millisecond)
		}
		for turn := range turns {
			time.Sleep(due(turn) - w.now())
			w.taken[turn] = w.now()
		}
		w.allTaken.Store(true)
	})

	var asked command
	var hasStarved bool
	var delays []int64
	var served, unserved, early, units int64
	var length time.Duration
	prepare := func(c command) {
		asked, delays, unserved, units, length = c, nil, 0, 0, 0
	}
	// A batch is one window. The others begin when the probe waits for its first turn: a scheduler
	// that starves it would not even let it come to that.
	batch := func() {
		w = &window{patience: time.Duration(asked.Nanos)}
		isPatient := asked.Phase == "measure" && !hasStarved
		if isPatient {
			w.patience *= 10
		}
		begun = make(chan struct{})
		probe.begin()
		<-begun
		begun = make(chan struct{})
		atWork.Store(0)
		busy.begin()
		<-begun
		w.openedAt.Store(int64(now()))
		busy.end()
		probe.end()

		some, left := w.delays(10 * asked.Nanos)
		delays = append(delays, some...)
		served += int64(len(some))
		unserved += left
		hasStarved = hasStarved || isPatient && left > 0
		length += w.end()
		for i := range workers {
			units += workers[i].value.units
			if workers[i].value.leftAt < w.end() {
				early++
			}
			workers[i].value = worker{}
		}
	}
	found := func(it *iteration) []int64 {
		it.samples("probe.delay", delays)
		it.metric("rate.target", 1000, "ops/s")
		it.metric("probe.delay.unserved", float64(unserved), "turns")
		it.metric("work.unit", float64(length)/float64(max(units, 1)), "ns")
		return []int64{served, early}
	}
	return &body{ops: 1, plan: []int64{turns, 0}, prepare: prepare, batch: batch, found: found}
}
