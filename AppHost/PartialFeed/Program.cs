using AudioStreaming.Standalone.Hosting;

Console.WriteLine(
    "This package feed lacks Aspire: starting Standalone, the same product in one process.");
return await StandaloneCommand.RunAsync(args);
