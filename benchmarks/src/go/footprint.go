package main

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// parts are what the system says of this process's memory. The kernel's stacks are those of all
// processes, because no process is charged for them; what is only reserved is no memory.
var parts = []struct{ metric, file, name string }{
	{"native", "self/status", "VmRSS"},
	{"kernel.stack", "meminfo", "KernelStack"},
	{"page.tables", "self/status", "VmPTE"},
	{"reserved", "self/status", "VmSize"},
}

// memoryNow returns the bytes of each part after garbage has gone back to the system.
func memoryNow() (bytes []int64) {
	debug.FreeOSMemory()
	for _, part := range parts {
		bytes = append(bytes, bytesOf(part.file, part.name))
	}
	return bytes
}

func openWaiting(p params) *body {
	p.need("depth", "0", "In this lane goroutines wait in their first call only")
	p.need("threadLocals", "0", "Go has no variables of a goroutine's own")
	return newWaiting(p.start, p.number("threads", 1), 40*time.Second)
}

// newWaiting is goroutines that wait to receive from a channel until it is closed. Patience is for
// all to wait, and then for all to end.
func newWaiting(start starter, count int, patience time.Duration) *body {
	var release chan struct{}
	var before []int64
	var others, waited int
	settle := func(isSo func() bool) {
		for deadline := now() + patience; !isSo() && now() < deadline; {
			runtime.Gosched()
		}
	}
	startAll := func(count int) {
		var arrived atomic.Int64
		released := make(chan struct{})
		release = released
		wait := func() {
			arrived.Add(1)
			<-released
		}
		for range count {
			start(wait)
		}
		settle(func() bool { return arrived.Load() == int64(count) })
	}
	releaseAll := func() {
		close(release)
		settle(func() bool { return runtime.NumGoroutine() <= others })
	}
	prepare := func(command) { // a few wait before the first reading
		memoryNow()
		others = runtime.NumGoroutine()
		startAll(8)
		releaseAll()
		before = memoryNow()
	}
	// The runtime counts the goroutines that wait, and those that never end. Their stacks are in
	// Go's heap, all of which is resident: there is no other heap to report.
	found := func(it *iteration) []int64 {
		waited += runtime.NumGoroutine() - others
		now := memoryNow()
		releaseAll()
		total := int64(0)
		for i, part := range parts {
			each := (now[i] - before[i]) / int64(count)
			it.metric(part.metric, float64(each), "B/thread")
			if part.metric != "reserved" {
				total += each
			}
		}
		it.metric("heap", 0, "B/thread")
		it.metric("total", float64(total), "B/thread")
		return []int64{int64(waited), int64(runtime.NumGoroutine() - others)}
	}
	return &body{ops: 1, plan: []int64{int64(count), 0}, prepare: prepare, batch: func() { startAll(count) }, found: found}
}
