using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults;

/// <summary>
/// Named points between two steps that a crash may separate. They do nothing, unless in
/// Development the setting <c>Faults:KillAt</c> names one: then the process ends there as by
/// <c>kill -9</c>. Tests in process set <see cref="Reached"/> instead.
/// </summary>
public sealed class FaultPoints(IConfiguration configuration, IHostEnvironment environment)
{
    private readonly string? _killAt =
        environment.IsDevelopment() ? configuration["Faults:KillAt"] : null;

    /// <summary>Called at each point with its name; may throw or wait.</summary>
    public Func<string, Task>? Reached { get; set; }

    public Task ReachAsync(string point)
    {
        if (point == _killAt) Process.GetCurrentProcess().Kill();
        return Reached?.Invoke(point) ?? Task.CompletedTask;
    }
}
