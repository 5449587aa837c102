using AudioStreaming.Web.ClientFiles;
using AudioStreaming.Web.Gateway;
using AudioStreaming.Web.Health;
using AudioStreaming.Web.Pages;
using AudioStreaming.Web.RateLimits;
using AudioStreaming.Web.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AudioStreaming.Web;

/// <summary>The gateway and the client application as a library.</summary>
public static class WebSetup
{
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            // CoreApi knows how large an upload may be; the gateway only passes bytes on.
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate =
                new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(30));
        });
        builder.Services.AddProblemDetails();
        builder.AddSecurity();
        builder.AddRateLimits();
        builder.AddGateway();
        builder.AddHealth();
        builder.AddClientFiles();
        builder.AddPages();
        return builder;
    }

    public static WebApplication MapWeb(this WebApplication app)
    {
        app.UseSecurity();
        app.UseRateLimits();
        app.MapGateway();
        app.MapPages();
        app.MapClientFiles();
        return app;
    }
}
