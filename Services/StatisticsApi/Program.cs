using AudioStreaming.StatisticsApi;
using AudioStreaming.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddStatisticsApi();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapStatisticsApi();
await app.RunAsync();
