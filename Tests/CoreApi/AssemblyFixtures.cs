using AudioStreaming.Testing;

[assembly: AssemblyFixture(typeof(InfrastructureFixture))]
