package main

import (
	"sync"
	"time"
)

// starter starts a unit, which runs concurrently with its caller.
type starter func(task func())

// spawn starts a goroutine: the starter of all cells, which tests replace by faulty ones.
func spawn(task func()) { go task() }

// crew is a set of goroutines that are started once and woken for every round.
type crew struct {
	wake    []chan struct{}
	working sync.WaitGroup
}

// newCrew starts members, each of which does its duty once in every round.
func newCrew(start starter, members int, duty func(member int)) *crew {
	c := &crew{}
	for member := range members {
		wake := make(chan struct{}, 1)
		c.wake = append(c.wake, wake)
		start(func() {
			for range wake {
				duty(member)
				c.working.Done()
			}
		})
	}
	return c
}

func (c *crew) begin() {
	c.working.Add(len(c.wake))
	for _, wake := range c.wake {
		wake <- struct{}{}
	}
}

func (c *crew) end() { c.working.Wait() }

func (c *crew) work() { c.begin(); c.end() }

// apart is a value on cache lines of its own, because some processors fetch lines in pairs.
type apart[T any] struct {
	value T
	_     [256]byte
}

// waits are the longest that each member was kept from its next few turns.
type waits []apart[time.Duration]

// take has a member take turns, so many for each look at the clock.
func (w waits) take(member, turns, atOnce int, some func(from, to int)) {
	w[member].value = 0
	for taken, before := 0, now(); taken < turns; taken += atOnce {
		some(taken, min(turns, taken+atOnce))
		after := now()
		w[member].value = max(w[member].value, after-before)
		before = after
	}
}

func (w waits) report(it *iteration) {
	longest := w[0].value
	for i := range w {
		longest = max(longest, w[i].value)
	}
	it.metric("wait.longest", float64(longest), "ns")
}

// openNothing is the empty arm: calls that only count themselves.
func openNothing(params) *body { return newAlone(lay[plain](1)[0]) }

// openArithmetic is work of a known size, the same in every lane.
func openArithmetic(params) *body { return newArithmetic(100_000) }

// newArithmetic counts batches that come to the right number: those that take all steps.
func newArithmetic(steps int) *body {
	var right plain
	batch := func() {
		if work(steps) == 0xb7ce1f3d {
			right.step()
		}
	}
	return &body{ops: 100, plan: []int64{1}, batch: batch, found: counted(&right)}
}

// openIdleRound has members that end their round as soon as they begin it.
func openIdleRound(p params) *body {
	rounds := lay[plain](p.number("members", 1))
	crew := newCrew(p.start, len(rounds), func(i int) { rounds[i].step() })
	return &body{ops: 1, plan: []int64{int64(len(rounds))}, batch: crew.work, found: counted(rounds...)}
}
