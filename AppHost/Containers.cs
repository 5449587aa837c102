using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Utils;
using Connection = Aspire.Hosting.ApplicationModel.IResourceBuilder<
    Aspire.Hosting.ApplicationModel.IResourceWithConnectionString>;

namespace AudioStreaming.AppHost;

/// <summary>The infrastructure as containers, their data in volumes, their images pinned.</summary>
internal static class Containers
{
    private const string RedisOptions = "--notify-keyspace-events Ex --appendonly yes";
    private const string ObjectsUser = "audio-streaming";
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
        var kafka = builder.AddKafka("kafka").WithImageTag("8.2.0").WithDataVolume();
        if (builder.ExecutionContext.IsRunMode) kafka.WithKafkaUI();
        return kafka;
    }

    /// <summary>Any S3 will do; MinIO is one that runs in a container.</summary>
    public static Connection AddObjects(IDistributedApplicationBuilder builder)
    {
        var password = builder.AddGeneratedSecret("objects-password");
        var minio = builder.AddContainer("minio", "minio/minio", "RELEASE.2025-09-07T16-13-09Z")
            .WithImageRegistry("docker.io")
            .WithArgs("server", "/data")
            .WithEnvironment("MINIO_ROOT_USER", ObjectsUser)
            .WithEnvironment("MINIO_ROOT_PASSWORD", password)
            .WithHttpEndpoint(targetPort: 9000, name: "http")
            .WithHttpHealthCheck("/minio/health/ready");
        minio.WithVolume(VolumeNameGenerator.Generate(minio, "data"), "/data");
        var endpoint = minio.GetEndpoint("http");
        return builder.AddConnectionString("objects", ReferenceExpression.Create(
            $"Endpoint={endpoint};AccessKey={ObjectsUser};SecretKey={password};{BucketSettings}"))
            .WithParentRelationship(minio)
            .WaitFor(minio);
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
