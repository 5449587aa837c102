using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Migrations;

/// <summary>Registers the migration of a service's schema.</summary>
public static class MigrationsSetup
{
    /// <summary>Goes before what needs the schema: services start in their order.</summary>
    /// <param name="builder">Of the service that owns the schema.</param>
    /// <param name="schema">Its name.</param>
    /// <param name="owner">Embeds the scripts: see <see cref="SqlMigrations"/>.</param>
    public static void AddSchema(
        this IHostApplicationBuilder builder, string schema, Assembly owner) =>
        builder.Services.AddSingleton<IHostedService>(services =>
            ActivatorUtilities.CreateInstance<SchemaMigration>(services, schema, owner));
}
