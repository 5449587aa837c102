using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// Landlock (Linux 5.13): takes the file system from a thread and from what it starts. Needs no
/// privilege, so it holds in a container as well.
/// </summary>
internal static unsafe class Landlock
{
    private const long CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
    private const int AskVersion = 1, PathBeneath = 1;
    private const ulong Execute = 1, ReadFile = 1 << 2, ReadDirectory = 1 << 3;

    /// <summary>To read, write, make, remove and list: what its first version knows.</summary>
    private const ulong FirstRights = (1 << 13) - 1;

    private const ulong Refer = 1 << 13, Truncate = 1 << 14, ControlDevice = 1 << 15;
    private const ulong BindTcp = 1, ConnectTcp = 2;
    private const ulong AbstractSockets = 1, Signals = 2;

    /// <summary>Leaves the calling thread only what is below some directories, to read.</summary>
    /// <param name="readable">Directories and files; those that do not exist do not matter.</param>
    /// <exception cref="Win32Exception">This kernel has no Landlock.</exception>
    public static void Restrict(IEnumerable<string> readable)
    {
        var version = LinuxKernel.Call(CreateRuleset, 0, 0, AskVersion);
        var handled = new Handled
        {
            Files = FirstRights
                | (version >= 2 ? Refer : 0)
                | (version >= 3 ? Truncate : 0)
                | (version >= 5 ? ControlDevice : 0),
            Network = version >= 4 ? BindTcp | ConnectTcp : 0,
            Scope = version >= 6 ? AbstractSockets | Signals : 0,
        };
        var rules = (int)LinuxKernel.Call(CreateRuleset, (nint)(&handled), sizeof(Handled));
        try
        {
            foreach (var path in readable) Allow(rules, path);
            LinuxKernel.GiveUpPrivileges();
            LinuxKernel.Call(RestrictSelf, rules);
        }
        finally
        {
            _ = LinuxKernel.Close(rules);
        }
    }

    private static void Allow(int rules, string path)
    {
        var descriptor = LinuxKernel.OpenPath(path);
        if (descriptor < 0) return;
        try
        {
            var rule = new Rule
            {
                Rights = Execute | ReadFile | (Directory.Exists(path) ? ReadDirectory : 0),
                Descriptor = descriptor,
            };
            LinuxKernel.Call(AddRule, rules, PathBeneath, (nint)(&rule));
        }
        finally
        {
            _ = LinuxKernel.Close(descriptor);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Handled
    {
        public ulong Files;
        public ulong Network;
        public ulong Scope;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Rule
    {
        public ulong Rights;
        public int Descriptor;
    }
}
