namespace Aspire.Hosting;

/// <summary>A page to look at the topics of every broker of the graph.</summary>
public sealed class KafkaUIContainerResource(string name)
    : ApplicationModel.ContainerResource(name);
