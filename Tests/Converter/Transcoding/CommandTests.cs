using AudioStreaming.Audio;
using AudioStreaming.Converter.Transcoding;

namespace AudioStreaming.Converter.Tests.Transcoding;

/// <summary>
/// What ffmpeg is asked to do, word by word: whatever builds the command, not one argument more,
/// less, or elsewhere reaches it.
/// </summary>
public class CommandTests
{
    /// <summary>A name and a command in each line of the file beside this one.</summary>
    private static readonly Dictionary<string, string> Commands = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Transcoding", "commands.txt"))
        .Select(line => line.Split(": ", 2))
        .ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>No bits stand for a source that is lossy, and gets no FLAC.</summary>
    public static MatrixTheoryData<int, int, int> Sources => new(
        [0, 16, 24], [1, 2], [44_100, 48_000, 96_000]);

    [Theory]
    [MemberData(nameof(Sources))]
    public void Transcoding_OfEveryPlan_HasTheseArgumentsAlone(int bits, int channels, int rate)
    {
        var key = bits switch { 0 => "original.mp3", 16 => "original.flac", _ => "original.wav" };
        var source = new SourceInfo(
            SourceFormat.OfKey(key), "any", rate, channels, bits == 0 ? null : bits,
            BitRate: null, ExpectedLength: null, HasCover: false, AudioTags.None);
        var plan = RenditionPlan.For(source, TimeSpan.FromSeconds(6));

        AssertIs(
            $"{bits} bits, {channels} channels, {rate} Hz",
            [.. FfmpegCommand.Arguments(source, plan)]);
    }

    [Theory]
    [InlineData("mp3")]
    [InlineData("flac")]
    [InlineData("wav")]
    public void Cover_OfEveryFormat_HasTheseArgumentsAlone(string format) =>
        AssertIs(
            $"cover of {format}",
            [.. CoverArt.Arguments(SourceFormat.OfKey($"original.{format}"))]);

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("-i \"pipe:0\" -map \"[a]\"", new[] { "-i", "pipe:0", "-map", "[a]" })]
    [InlineData("-x \"of two words\" \"\"", new[] { "-x", "of two words", "" })]
    public void Command_OfPlainArguments_IsTakenApart(string command, string[] arguments) =>
        Assert.Equal(arguments, FfmpegPipe.Split(command));

    [Theory]
    [InlineData("-i \"pipe:0")]
    [InlineData("-i pipe\"0\"")]
    [InlineData("\"a\"\"b\"")]
    [InlineData("\"a\"b")]
    [InlineData("a\\ b")]
    [InlineData("\"a\\\"b\"")]
    [InlineData("a\tb")]
    [InlineData("a  b")]
    [InlineData(" a")]
    public void Command_QuotedInAnotherWay_IsNotGuessedAt(string command) =>
        Assert.Throws<FormatException>(() => FfmpegPipe.Split(command));

    /// <summary>It would be read from wherever the service runs, and name another binary.</summary>
    [Fact]
    public async Task Configuration_OfFfmpegCore_IsNotRead()
    {
        const string file = "ffmpeg.config.json";
        await File.WriteAllTextAsync(file, "not JSON", TestContext.Current.CancellationToken);
        try
        {
            CoverArt.Arguments(SourceFormat.OfKey("original.mp3"));
            Assert.NotNull(ProbeReport.Read("{}"u8));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>No argument holds a space, so that a line says where each ends.</summary>
    private static void AssertIs(string name, string[] arguments) =>
        Assert.Equal(Commands[name].Split(' '), arguments);
}
