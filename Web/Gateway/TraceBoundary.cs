using System.Diagnostics;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// Traces begin at the gateway: a trace id that a browser brings along could link what it does.
/// Towards the services the context travels as usual.
/// </summary>
internal sealed class TraceBoundary : DistributedContextPropagator
{
    private static readonly DistributedContextPropagator Inside = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields => Inside.Fields;

    public override void Inject(
        Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        Inside.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId,
        out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;
}
