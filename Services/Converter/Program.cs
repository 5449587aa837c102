using AudioStreaming.Converter;
using AudioStreaming.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddConverter();

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
