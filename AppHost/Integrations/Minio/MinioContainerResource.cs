namespace Aspire.Hosting.ApplicationModel;

/// <summary>MinIO, an S3 server, as a container.</summary>
/// <param name="name">Also the name of its connection string.</param>
/// <param name="user">The access key.</param>
/// <param name="password">The secret key.</param>
public class MinioContainerResource(
    string name, ReferenceExpression user, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "http";

    public EndpointReference PrimaryEndpoint => field ??= new(this, PrimaryEndpointName);

    /// <summary><c>Endpoint=…;AccessKey=…;SecretKey=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Endpoint={PrimaryEndpoint};AccessKey={user};SecretKey={password}");
}
