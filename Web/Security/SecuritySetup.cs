using AudioStreaming.ServiceDefaults.Options;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.Security;

internal static class SecuritySetup
{
    public static void AddSecurity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<SecurityOptions>(SecurityOptions.Section)
            .Validate(
                security => security.MediaOrigins.All(IsOrigin),
                "Security:MediaOrigins must hold origins, such as https://cdn.example.org.");
        builder.Services.AddSingleton<SecurityHeaders>();
    }

    public static void UseSecurity(this WebApplication app)
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

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.GetLeftPart(UriPartial.Authority) == text.TrimEnd('/');
}
