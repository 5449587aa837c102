using System.Diagnostics;
using OpenTelemetry;

namespace AudioStreaming.ServiceDefaults.Telemetry;

/// <summary>Exports, in batches, what <see cref="OwnTelemetry"/> owns.</summary>
internal sealed class OwnSpanExport(BaseExporter<Activity> exporter, OwnTelemetry own)
    : BatchActivityExportProcessor(exporter)
{
    public override void OnEnd(Activity data)
    {
        if (own.Owns(data)) base.OnEnd(data);
    }
}
