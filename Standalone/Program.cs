using AudioStreaming.Standalone.Hosting;

return await StandaloneCommand.RunAsync(args);
