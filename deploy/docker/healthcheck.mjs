/** Asks this container's service whether it is ready; the exit code is the answer. */
const url = `http://127.0.0.1:${process.env.HUIYIN_HEALTH_PORT ?? 8081}/health/ready`;
const isReady = await fetch(url, { signal: AbortSignal.timeout(2_500) }).then(
  (response) => response.ok,
  () => false,
);
process.exit(isReady ? 0 : 1);
