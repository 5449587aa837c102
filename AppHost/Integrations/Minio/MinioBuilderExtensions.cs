using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Minio;
using Aspire.Hosting.Utils;

namespace Aspire.Hosting;

/// <summary>Those of CommunityToolkit's methods that this product calls.</summary>
public static class MinioBuilderExtensions
{
    private const string DefaultUser = "minioadmin";
    private const string DataDirectory = "/data";
    private const int Port = 9000;

    /// <param name="builder">The graph.</param>
    /// <param name="name">The resource's and the connection string's.</param>
    /// <param name="rootUser">The access key; <c>minioadmin</c> where it is not given.</param>
    /// <param name="rootPassword">The secret key; made and kept where it is not given.</param>
    /// <param name="port">On the host; <c>null</c> for any free one.</param>
    public static IResourceBuilder<MinioContainerResource> AddMinioContainer(
        this IDistributedApplicationBuilder builder, [ResourceName] string name,
        IResourceBuilder<ParameterResource>? rootUser = null,
        IResourceBuilder<ParameterResource>? rootPassword = null, int? port = null)
    {
        var user = rootUser is null
            ? ReferenceExpression.Create($"{DefaultUser}")
            : ReferenceExpression.Create($"{rootUser}");
        var password = rootPassword?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
                builder, $"{name}-rootPassword");
        return builder.AddResource(new MinioContainerResource(name, user, password))
            .WithImage(MinioContainerImageTags.Image)
            .WithImageRegistry(MinioContainerImageTags.Registry)
            .WithImageSHA256(MinioContainerImageTags.Sha256)
            .WithArgs("server", DataDirectory)
            .WithEnvironment("MINIO_ROOT_USER", user)
            .WithEnvironment("MINIO_ROOT_PASSWORD", password)
            .WithHttpEndpoint(
                port, targetPort: Port, name: MinioContainerResource.PrimaryEndpointName)
            .WithHttpHealthCheck("/minio/health/ready");
    }

    /// <summary>Keeps the objects over the end of the container.</summary>
    public static IResourceBuilder<MinioContainerResource> WithDataVolume(
        this IResourceBuilder<MinioContainerResource> builder, string? name = null) =>
        builder.WithVolume(
            name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory);
}
