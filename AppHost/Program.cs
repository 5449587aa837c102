using AudioStreaming.AppHost;
using AudioStreaming.AppHost.Operations;
using AudioStreaming.Standalone.Hosting;
using Microsoft.Extensions.Hosting;

try
{
    Dashboard.ChooseAddresses();
    Dashboard.LimitExports();
    var builder = DistributedApplication.CreateBuilder(args);
    builder.KeepTelemetryWithData();
    var webPort = builder.WebPort();

    await using var infrastructure = await Infrastructure.AddAsync(builder, CancellationToken.None);
    var sessionKey = builder.AddSigningKey("session-signing-key");
    var recordKey = builder.AddSigningKey("record-signing-key");

    var core = builder.AddProject<Projects.CoreApi>("coreapi")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithDatabase(infrastructure)
        .WithKafka(infrastructure, recordKey)
        .WithObjects(infrastructure)
        .WithRevivalOfDeadMessages(infrastructure);

    // Those that follow read the core's schema, which it brings up to date before it is healthy.
    var converter = builder.AddProject<Projects.Converter>("converter")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReplicas(2)
        .WithDatabase(infrastructure)
        .WithKafka(infrastructure, recordKey)
        .WithObjects(infrastructure)
        .WaitFor(core);

    var playback = builder.AddProject<Projects.PlaybackApi>("playbackapi")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReplicas(2)
        .WithDatabase(infrastructure)
        .WithRedis(infrastructure)
        .WithKafka(infrastructure, recordKey)
        .WithObjects(infrastructure)
        .WithEnvironment("Playback__SigningKeys__0", sessionKey)
        .WaitFor(core);

    var statistics = builder.AddProject<Projects.StatisticsApi>("statisticsapi")
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReplicas(2)
        .WithDatabase(infrastructure)
        .WithRedis(infrastructure)
        .WithKafka(infrastructure, recordKey)
        .WithRebuildOfCounts(infrastructure)
        .WaitFor(core);

    builder.AddProject<Projects.Web>("web")
        .WithHttpEndpoint(port: webPort)
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithReference(core).WaitFor(core)
        .WithReference(playback).WaitFor(playback)
        .WithReference(statistics).WaitFor(statistics);

    // The one image that needs more than .NET: ffmpeg.
    converter.PublishAsDockerFile(image =>
        image.WithDockerfile("..", "Services/Converter/Dockerfile"));

    await builder.Build().RunAsync();
}
catch (Exception exception) when (exception is not HostAbortedException)
{
    Console.Error.WriteLine(StartError.Describe(exception, Path.GetTempPath()));
    Environment.ExitCode = 1;
}
