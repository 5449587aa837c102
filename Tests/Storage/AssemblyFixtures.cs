using AudioStreaming.Storage.Tests.S3;

[assembly: AssemblyFixture(typeof(RadosGateway))]
