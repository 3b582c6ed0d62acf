package main

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

var origin = time.Now()

// now reads the monotonic clock, and only that: time.Now would read the wall clock as well.
func now() time.Duration { return time.Since(origin) }

// Clocks of the system: its CLOCK_MONOTONIC, and the CPU time of the whole process.
const ofSystem, ofProcess = 1, 2

func clock(id uintptr) int64 {
	var t syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, id, uintptr(unsafe.Pointer(&t)), 0)
	return t.Nano()
}

// clockCost returns the time that a clock read takes, in the fastest of some trials.
func clockCost() int64 {
	fastest := time.Hour
	for range 100 {
		start := now()
		for range 1000 {
			now()
		}
		fastest = min(fastest, now()-start)
	}
	return max(1, int64(fastest/1000))
}

// work keeps the core busy for a number of steps of xorshift32, each of which needs the one before.
//
//go:noinline
func work(steps int) uint32 {
	x := uint32(1)
	for range steps {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
	}
	return x
}

// bytesOf returns a size that a file below /proc tells in kilobytes; 0 if it does not.
func bytesOf(file, name string) int64 {
	text, _ := os.ReadFile("/proc/" + file)
	_, after, _ := strings.Cut("\n"+string(text), "\n"+name+":")
	var kilobytes int64
	_, _ = fmt.Sscan(after, &kilobytes)
	return kilobytes * 1024
}

// affinity returns the CPUs that this process may use.
func affinity() []int {
	var mask [16]uint64
	syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY, 0, unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	cpus := []int{}
	for cpu := range 64 * len(mask) {
		if mask[cpu/64]>>(cpu%64)&1 == 1 {
			cpus = append(cpus, cpu)
		}
	}
	return cpus
}

// flags returns what this program was built with, as the compiler noted it.
func flags() string {
	text := "go build"
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if strings.HasPrefix(s.Key, "-") || strings.HasPrefix(s.Key, "GO") {
			text += " " + s.Key + "=" + s.Value
		}
	}
	return text
}

// greeting is the answer to an order that can be carried out.
func greeting() map[string]any {
	return map[string]any{
		"type": "hello", "v": 1, "lane": "go",
		"toolchain": runtime.Version(), "flags": flags(), "runtime": "goroutines",
		"allocator": fmt.Sprintf("Go's, GOGC=%s, GOMEMLIMIT=%s",
			cmp.Or(os.Getenv("GOGC"), "100"), cmp.Or(os.Getenv("GOMEMLIMIT"), "off")),
		"workers": runtime.GOMAXPROCS(0), "affinity": affinity(), "clockNanos": clockCost(),
	}
}
