using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AudioStreaming.ServiceDefaults.Telemetry;

/// <summary>
/// Tells a service's own spans and instruments from those of others in the same process: every
/// listener hears them all, and each should be exported once, under the right name.
/// </summary>
/// <param name="service">The name of the service's activity source and meter.</param>
/// <param name="requests">The source that this host's requests are recorded with.</param>
/// <param name="meters">The host's meter factory.</param>
internal sealed class OwnTelemetry(string service, ActivitySource? requests, IMeterFactory meters)
{
    /// <summary>
    /// A span belongs to the service whose request or work it is part of. One that is part of none
    /// (a poll of the database, for instance), or of a request that is not worth a trace, belongs
    /// to nobody.
    /// </summary>
    public bool Owns(Activity span)
    {
        for (var current = span; current is not null; current = current.Parent)
            if (ReferenceEquals(current.Source, requests) || current.Source.Name == service)
                return current.Recorded;
        return false;
    }

    /// <summary>Meters without an owner describe the process.</summary>
    public bool Owns(Meter meter) => meter.Scope is null || ReferenceEquals(meter.Scope, meters);
}
