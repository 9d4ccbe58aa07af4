import { trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/**
 * Traces across the bus and the outbox, exported over OTLP/HTTP when OTEL_EXPORTER_OTLP_ENDPOINT is set; otherwise the spans cost
 * nothing. Span names are contracts; there are no attributes with content. @returns how to flush at the end.
 */
export function startTracing(name: string): () => Promise<void> {
  if (!process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) return async () => undefined;
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': `huiyin-${name}` }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return async () => {
    await provider.shutdown().catch(() => undefined);
    trace.disable();
  };
}
