using AudioStreaming.Testing;

[assembly: AssemblyFixture(typeof(InfrastructureFixture))]

// Tests of outages stop the servers that all share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
