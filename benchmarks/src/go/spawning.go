package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"os/exec"
	"sync"
	"time"
)

const tasks = 1000 // of a batch

// openSpawnJoin is a goroutine that starts tasks, some at a time, and waits for these.
func openSpawnJoin(p params) *body {
	pick(p, map[string]bool{"BARE_THREAD": true})
	together := p.number("batch", 1)
	if tasks%together != 0 {
		refuse("%d tasks cannot be shared out in batches of %d", tasks, together)
	}
	runs := make([]int64, together)
	started := make([]func(), together)
	var running sync.WaitGroup
	for i := range started {
		started[i] = func() {
			runs[i]++
			running.Done()
		}
	}
	crew := newCrew(p.start, 1, func(int) {
		for range tasks / together {
			running.Add(together)
			for _, task := range started {
				p.start(task)
			}
			running.Wait()
		}
	})
	// A task cannot run for another: its runs count by its number, too.
	found := func(*iteration) []int64 {
		var all, weighted int64
		for i, n := range runs {
			all += n
			weighted += n * int64(i+1)
		}
		return []int64{all, weighted}
	}
	return &body{ops: tasks, plan: []int64{tasks, int64(tasks * (together + 1) / 2)}, batch: crew.work, found: found}
}

const children = 10 // of every node of a tree but the leaves

// gather has each child find its sum in a goroutine, and returns the sum of these.
type gather func(start starter, child func(i int64) int64) int64

// openSkynet is a whole tree a batch, from the start of its root to the root's sum.
func openSkynet(p params) *body {
	gather := pick(p, map[string]gather{"JOINED_THREADS": joined, "CHANNELS": received})
	leaves := int64(p.number("leaves", 1))
	if exponent := math.Log10(float64(leaves)); exponent != math.Trunc(exponent) || exponent > 6 {
		refuse("%d leaves are no power of ten up to a million", leaves)
	}
	var sum plain
	batch := func() {
		root := make(chan int64)
		p.start(func() { root <- sumOf(p.start, gather, 0, leaves) })
		sum.value += <-root
	}
	return &body{ops: 1, plan: []int64{leaves * (leaves - 1) / 2}, batch: batch, found: counted(&sum)}
}

// sumOf grows a tree of goroutines and returns the sum of its leaves, which are numbers.
func sumOf(start starter, gather gather, first, leaves int64) int64 {
	if leaves == 1 {
		return first
	}
	part := leaves / children
	return gather(start, func(i int64) int64 { return sumOf(start, gather, first+i*part, part) })
}

// joined waits for all children and then reads their sums.
func joined(start starter, child func(i int64) int64) (all int64) {
	var sums [children]int64
	var growing sync.WaitGroup
	growing.Add(children)
	for i := range int64(children) {
		start(func() {
			sums[i] = child(i)
			growing.Done()
		})
	}
	growing.Wait()
	for _, sum := range sums {
		all += sum
	}
	return all
}

// received receives the children's sums; nobody joins these.
func received(start starter, child func(i int64) int64) (all int64) {
	sums := make(chan int64)
	for i := range int64(children) {
		start(func() { sums <- child(i) })
	}
	for range children {
		all += <-sums
	}
	return all
}

// openSleepers is goroutines, each of which sleeps until its own time and records when it woke.
func openSleepers(p params) *body {
	pick(p, map[string]bool{"SLEEPING_THREADS": true})
	return newSleepers(p.start, p.number("sleepers", 1), p.number("spreadMillis", 0), time.Sleep)
}

func newSleepers(start starter, count, spreadMillis int, sleep func(time.Duration)) *body {
	due, woke := make([]time.Duration, count), make([]time.Duration, count)
	var asleep sync.WaitGroup
	crew := newCrew(start, count, func(i int) {
		asleep.Done()
		sleep(due[i] - now())
		woke[i] = now()
	})
	// It returns when all are asleep and the first is due.
	spread := time.Duration(spreadMillis) * time.Millisecond
	lead := 50*time.Millisecond + time.Duration(count)*10*time.Microsecond
	sendToSleep := func(command) {
		for {
			begin := now()
			for i := range due {
				due[i] = begin + lead + spread*time.Duration(i)/time.Duration(count)
			}
			asleep.Add(count)
			crew.begin()
			asleep.Wait()
			if needed := now() - begin; needed >= lead {
				crew.end() // some had no time to sleep: from now on all get more
				lead = 2 * needed
				continue
			}
			time.Sleep(due[0] - now() - 100*time.Microsecond)
			for now() < due[0] {
			}
			return
		}
	}
	// It leaves out those that woke before their time.
	inTime := int64(0)
	found := func(it *iteration) []int64 {
		late := make([]int64, count)
		for i := range late {
			if late[i] = int64(woke[i] - due[i]); late[i] >= 0 {
				inTime++
			}
		}
		it.samples("wake.late", late)
		if spread > 0 {
			it.metric("rate.target", float64(count)/spread.Seconds(), "ops/s")
		}
		return []int64{inTime}
	}
	return &body{ops: 1, plan: []int64{int64(count)}, prepare: sendToSleep, batch: crew.end, found: found}
}

const oneUnit = "one-unit" // the argument of this program that has it run but one goroutine

// runOneUnit prints how often the goroutine ran, and when it had been joined.
func runOneUnit() {
	var ran plain
	var running sync.WaitGroup
	running.Add(1)
	spawn(func() {
		ran.step()
		running.Done()
	})
	running.Wait()
	fmt.Println(ran.value, clock(ofSystem))
}

// openProgramStart is this program again, from its start until it has joined its only goroutine.
func openProgramStart(params) *body {
	program, _ := os.Executable()
	return newProgramStart(program, oneUnit)
}

func newProgramStart(program, argument string) *body {
	var child *exec.Cmd
	var sum, ran, joined int64
	batch := func() {
		child = exec.Command(program, argument)
		out, _ := child.StdoutPipe()
		start := clock(ofSystem)
		_ = child.Start()
		_, err := fmt.Fscanln(bufio.NewReader(out), &ran, &joined)
		if err == nil && start <= joined && joined <= clock(ofSystem) {
			sum += ran
		}
	}
	batch() // reads files that later starts find in memory
	_, sum = child.Wait(), 0
	found := func(it *iteration) []int64 {
		_ = child.Wait()
		file, _ := os.Stat(program)
		it.metric("program.bytes", float64(file.Size()), "B")
		return []int64{sum}
	}
	return &body{ops: 1, plan: []int64{1}, batch: batch, found: found}
}
