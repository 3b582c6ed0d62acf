package main

import (
	"runtime"
	"sync"
	"sync/atomic"
)

const trips = 10_000 // of a batch, there and back

// baton is what two goroutines pass to each other; only who holds it may count. The counts are
// plain fields, so a wire that hands it to both at once gets them wrong.
type baton struct{ passes, outOfTurn int64 }

func (b *baton) pass(before int64) {
	if b.passes != before {
		b.outOfTurn++
	}
	b.passes++
}

// wire carries a baton one way, from one goroutine to another that waits for it.
type wire interface {
	send(*baton)
	receive() *baton
}

// chanWire is a channel without room.
type chanWire chan *baton

func (w chanWire) send(b *baton)   { w <- b }
func (w chanWire) receive() *baton { return <-w }

// condWire is a wire whose receiver waits on a condition.
type condWire struct {
	arrived *sync.Cond
	sent    *baton
}

func (w *condWire) send(b *baton) {
	w.arrived.L.Lock()
	w.sent = b
	w.arrived.Signal()
	w.arrived.L.Unlock()
}

func (w *condWire) receive() *baton {
	w.arrived.L.Lock()
	for w.sent == nil {
		w.arrived.Wait()
	}
	b := w.sent
	w.sent = nil
	w.arrived.L.Unlock()
	return b
}

// yieldWire is a wire whose receiver asks again and again, and lets others run in between.
type yieldWire struct{ sent atomic.Pointer[baton] }

func (w *yieldWire) send(b *baton) { w.sent.Store(b) }

func (w *yieldWire) receive() *baton {
	for w.sent.Load() == nil {
		runtime.Gosched()
	}
	return w.sent.Swap(nil)
}

func openPingPong(p params) *body {
	p.need("carriers", "all", "In this lane there is a worker for each CPU")
	connect := pick(p, map[string]func() wire{
		"CHANNEL":   func() wire { return make(chanWire) },
		"CONDITION": func() wire { return &condWire{arrived: sync.NewCond(&sync.Mutex{})} },
		"YIELD":     func() wire { return &yieldWire{} },
	})
	return newPingPong(p.start, connect(), connect())
}

// newPingPong is two goroutines that take turns, by one wire there and another back.
func newPingPong(start starter, there, back wire) *body {
	var own baton
	var made int64
	ping := func() {
		mine := &own
		for passes := 2 * made; passes < 2*(made+trips); passes += 2 {
			mine.pass(passes)
			there.send(mine)
			mine = back.receive()
		}
	}
	pong := func() {
		for passes := 2*made + 1; passes < 2*(made+trips); passes += 2 {
			mine := there.receive()
			mine.pass(passes)
			back.send(mine)
		}
	}
	crew := newCrew(start, 2, func(member int) { []func(){ping, pong}[member]() })
	batch := func() {
		crew.work()
		made += trips
	}
	return &body{ops: trips, plan: []int64{2 * trips, 0}, batch: batch,
		found: func(*iteration) []int64 { return []int64{own.passes, own.outOfTurn} }}
}
