package main

import "sync/atomic"

const messages = 1 << 16 // of a batch

type message struct{ number int64 }

// last is what follows the last message of a batch, once for each consumer.
var last = &message{-1}

func openTraffic(p params) *body {
	pick(p, map[string]bool{"CHANNEL": true})
	p.need("payload", "PREALLOCATED", "Only pointers to messages that exist are sent in this lane")
	if p.text("capacity") == "unbounded" {
		refuse("A Go channel has a fixed capacity")
	}
	pipe := make(chan *message, p.number("capacity", 0))
	return newTraffic(p.start, pipe, pipe, p.number("producers", 1), p.number("consumers", 1))
}

// newTraffic is a fixed number of messages from producers to consumers. Pointers are sent, to
// messages that exist before.
func newTraffic(start starter, in chan<- *message, out <-chan *message, producers, consumers int) *body {
	type tally struct{ count, sum int64 }
	received := make([]apart[tally], consumers)
	receive := func(consumer int) {
		var mine tally
		for m := <-out; m != last; m = <-out {
			mine.count++
			mine.sum += m.number
		}
		received[consumer].value = mine
	}

	numbered := make([]message, messages)
	for i := range numbered {
		numbered[i].number = int64(i)
	}
	longest := make(waits, producers)
	var sending atomic.Int32
	send := func(producer int) {
		mine := numbered[messages*producer/producers : messages*(producer+1)/producers]
		longest.take(producer, len(mine), 32, func(from, to int) {
			for ; from < to; from++ {
				in <- &mine[from]
			}
		})
		if sending.Add(-1) == 0 {
			for range consumers {
				in <- last
			}
		}
	}
	crew := newCrew(start, consumers+producers, func(member int) {
		if member < consumers {
			receive(member)
		} else {
			send(member - consumers)
		}
	})
	var all tally
	batch := func() {
		sending.Store(int32(producers))
		crew.work()
		for i := range received {
			all.count += received[i].value.count
			all.sum += received[i].value.sum
		}
	}
	found := func(it *iteration) []int64 {
		longest.report(it)
		return []int64{all.count, all.sum}
	}
	return &body{ops: messages, plan: []int64{messages, messages * (messages - 1) / 2}, batch: batch, found: found}
}
