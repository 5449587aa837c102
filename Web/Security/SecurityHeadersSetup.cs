using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Security;

internal static class SecurityHeadersSetup
{
    public static void AddSecurityHeaders(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SecurityOptions>()
            .BindConfiguration(SecurityOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services =>
            new SecurityHeaders(services.GetRequiredService<IOptions<SecurityOptions>>().Value));
    }

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var security = app.Services.GetRequiredService<SecurityHeaders>();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                security.Write(context);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
