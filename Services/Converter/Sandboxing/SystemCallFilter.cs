using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AudioStreaming.Converter.Sandboxing;

/// <summary>
/// A seccomp filter: takes system calls that no decoder needs from a thread and from what it
/// starts, first of all those that open sockets. Needs no privilege.
/// </summary>
internal static unsafe class SystemCallFilter
{
    private const int SetSeccomp = 22, FilterMode = 2;
    private const ushort Load = 0x20, JumpIfEqual = 0x15, JumpIfAtLeast = 0x35, Return = 0x06;
    private const uint NumberOffset = 0, ArchitectureOffset = 4;
    private const uint Allow = 0x7FFF_0000, NotPermitted = 0x0005_0001;

    /// <summary>x86-64 has a second set of numbers from here on.</summary>
    private const uint SecondSet = 0x4000_0000;

    /// <exception cref="Win32Exception">The kernel has no seccomp.</exception>
    /// <exception cref="PlatformNotSupportedException">Another processor.</exception>
    public static void Restrict()
    {
        var program = Write(RuntimeInformation.ProcessArchitecture);
        LinuxKernel.GiveUpPrivileges();
        fixed (Instruction* first = program)
        {
            var description = new Program { Length = (ushort)program.Length, First = first };
            LinuxKernel.Control(SetSeccomp, FilterMode, (nint)(&description));
        }
    }

    private static Instruction[] Write(Architecture architecture)
    {
        var (name, denied) = architecture switch
        {
            Architecture.X64 => (0xC000_003E, DeniedOnX64),
            Architecture.Arm64 => (0xC000_00B7, DeniedOnArm64),
            _ => throw new PlatformNotSupportedException(),
        };
        List<Instruction> program =
        [
            new(Load, 0, 0, ArchitectureOffset), new(JumpIfEqual, 1, 0, name),
            new(Return, 0, 0, NotPermitted),
            new(Load, 0, 0, NumberOffset), new(JumpIfAtLeast, 0, 1, SecondSet),
            new(Return, 0, 0, NotPermitted),
        ];
        foreach (var number in denied)
        {
            program.Add(new Instruction(JumpIfEqual, 0, 1, number));
            program.Add(new Instruction(Return, 0, 0, NotPermitted));
        }
        program.Add(new Instruction(Return, 0, 0, Allow));
        return [.. program];
    }

    /// <summary>
    /// socket, socketpair, io_uring_setup; ptrace, process_vm_readv, process_vm_writev,
    /// pidfd_getfd; shmget, msgget, semget, mq_open; mount, unshare, setns; bpf,
    /// perf_event_open, userfaultfd, add_key, keyctl.
    /// </summary>
    private static uint[] DeniedOnX64 =>
    [
        41, 53, 425, 101, 310, 311, 438, 29, 68, 64, 240, 165, 272, 308, 321, 298, 323, 248, 250,
    ];

    /// <summary>The same, in the same order.</summary>
    private static uint[] DeniedOnArm64 =>
    [
        198, 199, 425, 117, 270, 271, 438, 194, 186, 190, 180, 40, 97, 268, 280, 241, 282, 217, 219,
    ];

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(
        ushort Code, byte SkipIfTrue, byte SkipIfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public Instruction* First;
    }
}
