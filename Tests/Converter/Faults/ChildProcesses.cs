namespace AudioStreaming.Converter.Tests.Faults;

/// <summary>The processes below another, as proc(5) shows them.</summary>
internal static class ChildProcesses
{
    /// <returns>The ids of those with that name.</returns>
    public static IReadOnlyList<int> Of(int parent, string name) =>
    [
        .. from folder in Directory.GetDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
        where id > 0 && Read(id) is { } found && found.Parent == parent && found.Name == name
        select id,
    ];

    public static bool IsAlive(int id) => Read(id) is { State: not ("Z" or "X") };

    private static (string Name, string State, int Parent)? Read(int id)
    {
        try
        {
            // 4321 (name) S 1234 …; a name may hold anything but ends at the last bracket.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var (start, end) = (text.IndexOf('('), text.LastIndexOf(')'));
            var fields = text[(end + 2)..].Split(' ');
            return (text[(start + 1)..end], fields[0], int.Parse(fields[1]));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
