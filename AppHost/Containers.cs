using Aspire.Hosting.ApplicationModel;
using Connection = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace AudioStreaming.AppHost;

/// <summary>The infrastructure as containers, their data in volumes, their images pinned.</summary>
internal static class Containers
{
    private const string RedisOptions = "--notify-keyspace-events Ex --appendonly yes";
    // Browsers do not reach the container: the services deliver.
    private const string BucketSettings = "Bucket=audio-streaming;Presigned=false";

    public static Connection AddDatabase(IDistributedApplicationBuilder builder) =>
        builder.AddPostgres("postgres")
            .WithImageTag("18.3")
            .WithDataVolume()
            .AddDatabase("database", databaseName: "audio_streaming");

    /// <summary>
    /// PlaybackApi learns of silent listeners from Redis's notifications of expiry.
    /// </summary>
    public static Connection AddRedis(IDistributedApplicationBuilder builder) =>
        builder.AddRedis("redis")
            .WithImageTag("8.6")
            .WithDataVolume()
            .WithArgs(context => AddRedisOptions(context));

    public static Connection AddKafka(IDistributedApplicationBuilder builder)
    {
        var kafka = builder.AddKafka("kafka").WithDataVolume();
        if (builder.ExecutionContext.IsRunMode) kafka.WithKafkaUI();
        return kafka;
    }

    /// <summary>Any S3 will do; MinIO is one that runs in a container.</summary>
    public static Connection AddObjects(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddGeneratedSecret("objects-password");
        var minio = builder.AddMinioContainer("minio", rootPassword: password).WithDataVolume();
        return builder.AddConnectionString(
                "objects", ReferenceExpression.Create($"{minio};{BucketSettings}"))
            .WithParentRelationship(minio)
            .WaitFor(minio);
    }

    /// <summary>The images of a graph with containers alone.</summary>
    public static IReadOnlyList<string> Images()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { DisableDashboard = true });
        foreach (var add in new[] { AddDatabase, AddRedis, AddKafka, AddObjects }) add(builder);
        return
        [
            .. from container in builder.Resources.OfType<ContainerResource>()
               where container is not KafkaUIContainerResource
               let image = container.Annotations.OfType<ContainerImageAnnotation>().Last()
               select $"{image.Registry}/{image.Image}"
                   + (image.SHA256 is { } digest ? $"@sha256:{digest}" : $":{image.Tag}"),
        ];
    }

    /// <summary>
    /// When published, Aspire hands the whole command to a shell as one argument.
    /// </summary>
    private static void AddRedisOptions(CommandLineArgsCallbackContext context)
    {
        var last = context.Args.Count - 1;
        if (context.ExecutionContext.IsPublishMode && context.Args[last] is string command)
            context.Args[last] = $"{command} {RedisOptions}";
        else
            foreach (var option in RedisOptions.Split(' ')) context.Args.Add(option);
    }
}
