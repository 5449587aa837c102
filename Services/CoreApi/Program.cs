using AudioStreaming.CoreApi;
using AudioStreaming.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddCoreApi();

var app = builder.Build();
if (await app.MigrateOnlyAsync(args)) return;
app.MapDefaultEndpoints();
app.MapCoreApi();
await app.RunAsync();
