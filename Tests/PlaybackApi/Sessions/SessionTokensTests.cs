using System.Buffers.Text;
using System.Security.Cryptography;
using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Sessions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Tests.Sessions;

public class SessionTokensTests
{
    private static readonly string OldKey = NewKey(), CurrentKey = NewKey();

    private static readonly SessionToken Token = new(
        SessionId.New(), TrackId.New(TimeProvider.System),
        DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123));

    [Fact]
    public void Token_WrittenAndRead_IsTheSame() =>
        Assert.Equal(Token, With(CurrentKey).Read(With(CurrentKey).Write(Token)));

    [Fact]
    public void Token_ChangedInAnyBit_IsRefused()
    {
        var tokens = With(CurrentKey);
        var bytes = Base64Url.DecodeFromChars(tokens.Write(Token));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var forged = bytes.ToArray();
            forged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(tokens.Read(Base64Url.EncodeToString(forged)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0190a1b2-0000-7000-8000-000000000000")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9")]
    public void Token_OfAnotherForm_IsRefused(string text) =>
        Assert.Null(With(CurrentKey).Read(text));

    [Fact]
    public void Token_WithCharactersOutsideItsAlphabet_IsRefused()
    {
        var tokens = With(CurrentKey);
        var text = tokens.Write(Token);
        foreach (var intruder in " \n=+/.\u00e9\0")
            Assert.Null(tokens.Read(intruder + text[1..]));
        Assert.Null(tokens.Read(text + "A"));
        Assert.Null(tokens.Read(text[..^1]));
    }

    [Fact]
    public void Token_OfTheOldKey_IsReadWhileTheOldKeyIsKept()
    {
        var old = With(OldKey).Write(Token);
        Assert.Equal(Token, With(CurrentKey, OldKey).Read(old));
        Assert.Null(With(CurrentKey).Read(old));
    }

    [Fact]
    public void Token_DuringRotation_IsSignedByTheFirstKey()
    {
        var text = With(CurrentKey, OldKey).Write(Token);
        Assert.Equal(Token, With(CurrentKey).Read(text));
        Assert.Null(With(OldKey).Read(text));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static SessionTokens With(params string[] keys) =>
        new(Options.Create(new SessionOptions { SigningKeys = keys }));
}
