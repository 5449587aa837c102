namespace AudioStreaming.AppHost.Local;

/// <summary>
/// A part of the infrastructure that runs beside the AppHost, without a container.
/// </summary>
/// <param name="name">Also the name of its connection string.</param>
/// <param name="connectionString">Stays the same when it is started again.</param>
internal sealed class LocalServer(string name, string connectionString)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression { get; } =
        ReferenceExpression.Create($"{connectionString}");
}
