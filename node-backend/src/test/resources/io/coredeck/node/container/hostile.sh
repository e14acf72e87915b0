# What a hostile container tries; run by HostileIT. Each part says what came of it under a title.
# Writing is tried by opening only, so that nothing comes of it if it should work.
exec 2>&1
/bin/busybox --install -s /bin 2>/dev/null
while [ ! -e /paths/ready ]; do sleep 0.05; done
echo == descriptors
ls /proc/1/fd
echo == log
dmesg; echo dmesg $?
cat /proc/kmsg; echo proc $?
cat /dev/kmsg; echo dev $?
echo == groups
find /sys/fs /dev -name release_agent -o -name "cgroup.*" -o -name "memory.*"
cat /proc/self/cgroup
mkdir /groups; mount -t cgroup -o memory none /groups; echo first $?
mount -t cgroup2 none /groups; echo second $?
ls -A /groups
echo == nodes
head -c 1 /memory; echo memory $?
head -c 1 /messages; echo messages $?
head -c 1 /disk; echo disk $?
echo == program
echo x > /proc/1/exe; echo running $?
echo x > /dev/.init; echo mounted $?
rm -f /dev/.init; echo removed $?
echo == hidden
for p in $(cat /paths/hidden); do
  if [ -d $p ]; then echo $p $(ls -A $p | wc -l)
  elif [ -e $p ]; then echo $p $(head -c 9 $p | wc -c)
  else echo $p absent; fi
done
echo == written
for p in /sys $(cat /paths/kept); do
  if [ -e $p ]; then grep -c " $p [a-z0-9]* ro," /proc/self/mounts; fi
done
for f in /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/vm/drop_caches \
    /proc/sys/net/ipv4/ip_forward /proc/irq/default_smp_affinity /proc/sysrq-trigger \
    /sys/kernel/uevent_helper /sys/power/state /sys/module/kernel/parameters/panic; do
  if [ -e $f ] && (: >> $f) 2>/dev/null; then echo opened $f; fi
done
echo == machine
date -s 2001-01-01
reboot -f; echo reboot $?
echo -1000 > /proc/self/oom_score_adj; echo score $?
renice -n -10 -p $$; echo nice $?
swapon /messages; echo swap $?
insmod /attack; echo module $?
echo == calls
for i in /call-*; do $i; echo ${i#/call-} $?; done
echo == sockets
cat /proc/net/unix
echo == limits
grep devpts /proc/self/mounts
cat /proc/self/limits
echo == disks
dd if=/dev/zero of=/filler bs=1M count=40; echo root $?
dd if=/dev/zero of=/data/filler bs=1M count=40; echo volume $?
echo == end
