#!/bin/busybox sh
# The only program of a machine in software: it runs the jar, watches its forks from outside, and
# hands all that came of it to the host as a tar on the second serial port. The kernel passes
# NAME=VALUE of its command line as environment:
#
#   steps    what to do, in order: doctor, list, run, report, no-loopback, no-taskset
#   options  of list and of each run
#   plant    what to break first: order, affinity, or none
/bin/busybox mkdir -p /bin /out
/bin/busybox --install -s /bin
rm /bin/taskset # util-linux's is what users have
export PATH=/jdk/bin:/usr/bin:/bin HOME=/root JAVA_HOME=/jdk
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
mkdir -p /dev/shm && mount -t tmpfs none /dev/shm
ip link set lo up
hostname emulated
stty -F /dev/ttyS1 raw
cd /out

# What the kernel makes of the machine, before anything is planted.
(cd /sys/devices/system && grep . cpu/cpu*/topology/physical_package_id \
  cpu/cpu*/topology/thread_siblings_list node/node*/cpulist \
  clocksource/clocksource0/[ac]*_clocksource) >kernel.txt
cp /proc/cpuinfo cpuinfo.txt

# A file of sysfs that says something else, as that of a careless hypervisor does.
pretend() {
  mkdir -p /pretended
  copy=/pretended/$(echo "$1" | tr / _)
  echo "$2" >"$copy"
  mount --bind "$copy" "$1"
}

case $plant in
  order) # no CPU has a sibling, and the nodes have each other's CPUs
    for cpu in /sys/devices/system/cpu/cpu[0-9]*; do
      pretend "$cpu/topology/thread_siblings_list" "${cpu##*cpu}"
    done
    first=/sys/devices/system/node/node0/cpulist second=/sys/devices/system/node/node1/cpulist
    if [ -e $second ]; then
      old=$(cat $first)
      pretend $first "$(cat $second)"
      pretend $second "$old"
    fi
    ;;
  affinity) # the first taskset on the PATH starts the program and ties it to no CPU
    mkdir /planted
    printf '#!/bin/sh\nshift 2\nexec "$@"\n' >/planted/taskset
    chmod 755 /planted/taskset
    PATH=/planted:$PATH
    ;;
esac

# Writes once a second which CPUs the threads of each fork may run on: when, process, CPUs.
witness() {
  while sleep 1; do
    for process in $(grep -l jmh.runner.ForkedMain /proc/[0-9]*/cmdline 2>/dev/null | cut -d/ -f3); do
      [ "$(cat /proc/$process/comm 2>/dev/null)" = java ] || continue # taskset still, or grep
      now=$(date +%s)
      sed -n "s/^Cpus_allowed_list:[[:space:]]*/$now $process /p" /proc/$process/task/*/status \
        2>/dev/null | sort -u
    done
  done
}

# Runs one command of the jar, and keeps what it printed, its exit code and its seconds.
step() {
  name=$1
  shift
  echo "--- $name: $*"
  begin=$(date +%s)
  { java -XX:TieredStopAtLevel=1 -jar /benchmarks.jar "$@"; echo $? >$name.code; } 2>&1 | tee $name.txt
  echo $(($(date +%s) - begin)) >$name.seconds
  echo "--- $name: exit code $(cat $name.code) after $(cat $name.seconds) s"
}

measure() {
  step $1 run $options --budget 2h --out /out/$1-results --machine emulated --no-report
}

witness >witness.txt &
for step in $(echo "$steps" | tr , ' '); do
  case $step in
    doctor) step doctor doctor ;;
    list) step list list ${options%%--cores*} --cores all ;;
    run) measure run ;;
    report) step report report /out/run-results/emulated/* ;;
    no-loopback)
      ip link set lo down
      ip addr flush dev lo # as if it had never been up, else connections time out after minutes
      measure no-loopback
      ip link set lo up
      ;;
    no-taskset)
      mv /usr/bin/taskset /usr/bin/taskset.away
      measure no-taskset
      mv /usr/bin/taskset.away /usr/bin/taskset
      ;;
  esac
done
tar -czf /tmp/out.tar.gz .
cat /tmp/out.tar.gz >/dev/ttyS1
echo "--- the machine ends"
sleep 1
poweroff -f
