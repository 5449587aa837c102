namespace AudioStreaming.AppHost.Local;

/// <summary>
/// A part of the infrastructure that runs beside the AppHost, without a container.
/// </summary>
/// <param name="name">Also the name of its connection string.</param>
/// <param name="connectionString">Known when the part serves.</param>
internal sealed class LocalServer(
    string name, Func<CancellationToken, Task<string>> connectionString)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression { get; } =
        ReferenceExpression.Create($"{new Address(name, connectionString)}");

    private sealed class Address(string name, Func<CancellationToken, Task<string>> value)
        : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => $"{{{name}.connectionString}}";

        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
            await value(cancellationToken);
    }
}
