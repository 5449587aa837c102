using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using AudioStreaming.Standalone.Infrastructure;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// Keys that the services sign with: made at the first start and kept, so that what was handed out
/// stays good after a restart.
/// </summary>
internal static class Secrets
{
    private const int KeySize = 32;
    private const string SessionKeys = "Playback:SigningKeys:";
    private const string RecordKey = "Kafka:SigningKey";

    private static readonly string[] Names = [SessionKeys + "0", RecordKey];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>Settings by name; each a base64 key of 32 random bytes.</returns>
    /// <exception cref="InfrastructureException">
    /// They are damaged, or cannot be read or kept.
    /// </exception>
    public static IReadOnlyDictionary<string, string?> ReadOrCreate(string path)
    {
        try
        {
            var secrets = Path.Exists(path) ? Read(path) : [];
            var missing = Names.Where(name => !secrets.ContainsKey(name)).ToList();
            foreach (var name in missing)
                secrets[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));
            if (missing.Count > 0) Write(path, secrets);
            return secrets;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InfrastructureException(
                DiskFault.Find(path, DiskFault.ChooseData, exception)
                ?? $"{path} cannot be read or written ({exception.Message.TrimEnd('.')}); "
                    + $"{DiskFault.ChooseData}.",
                exception);
        }
    }

    private static Dictionary<string, string?> Read(string path)
    {
        if (Directory.Exists(path)) throw Damaged(path, "a directory");
        try
        {
            var secrets =
                JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(path))
                ?? throw Damaged(path, "null");
            foreach (var (name, key) in secrets)
                if (key is null)
                    throw Damaged(path, $"{name} is null");
                else if (IsKeyOfOurs(name) && !IsKey(key))
                    throw Damaged(path, $"{name} is no base64 of at least {KeySize} bytes");
            return secrets;
        }
        catch (JsonException exception)
        {
            throw Damaged(path, "no JSON object of strings", exception);
        }
    }

    private static bool IsKeyOfOurs(string name) =>
        name == RecordKey || name.StartsWith(SessionKeys, StringComparison.Ordinal);

    private static bool IsKey(string key) =>
        Base64.IsValid(key, out var size) && size >= KeySize;

    private static InfrastructureException Damaged(
        string path, string how, Exception? exception = null) => new(
        $"{path} is damaged ({how}); restore it, or delete it: new keys are made then, and the "
        + "tokens of running sessions end.",
        exception);

    /// <summary>It gets its name only when all of it is on disk.</summary>
    private static void Write(string path, Dictionary<string, string?> secrets)
    {
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, secrets, Indented);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: true);
    }
}
