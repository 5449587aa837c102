using System.Security.Cryptography;
using System.Text.Json;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// Keys that the services sign with: made at the first start and kept, so that what was handed out
/// stays good after a restart.
/// </summary>
internal static class Secrets
{
    private const int KeySize = 32;

    private static readonly string[] Names = ["Playback:SigningKeys:0"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>Settings by name; each a base64 key of 32 random bytes.</returns>
    public static IReadOnlyDictionary<string, string?> ReadOrCreate(string path)
    {
        var secrets = File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, string?>>(File.ReadAllText(path))!
            : [];
        var missing = Names.Where(name => !secrets.ContainsKey(name)).ToList();
        if (missing.Count == 0) return secrets;

        foreach (var name in missing)
            secrets[name] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));
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
            JsonSerializer.Serialize(file, secrets, Indented);
        File.Move(draft, path, overwrite: true);
        return secrets;
    }
}
