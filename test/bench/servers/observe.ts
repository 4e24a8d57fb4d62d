/** Loaded into every process that is measured: answers what it has used, and stops it when the bench is gone. */
process.on('message', (message) => {
  if (message !== 'measure') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ usage: { rssMb: process.memoryUsage.rss() / 1024 ** 2, cpuMs: (user + system) / 1_000 } });
});
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
