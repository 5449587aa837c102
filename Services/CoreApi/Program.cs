using AudioStreaming.CoreApi;
using AudioStreaming.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddCoreApi();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapCoreApi();
await app.RunAsync();
