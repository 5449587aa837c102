using AudioStreaming.ServiceDefaults;
using AudioStreaming.Web;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddWeb();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapWeb();
await app.RunAsync();
