using AudioStreaming.PlaybackApi;
using AudioStreaming.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddPlaybackApi();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapPlaybackApi();
await app.RunAsync();
