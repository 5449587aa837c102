namespace Aspire.Hosting.Minio;

/// <summary>
/// The last free release; its repository on Docker Hub is gone since September 2026. By digest, so
/// that no other image can ever stand under the name. The one place to change it.
/// </summary>
internal static class MinioContainerImageTags
{
    public const string Registry = "quay.io";
    public const string Image = "minio/minio";

    /// <summary>Of <c>RELEASE.2025-09-07T16-13-09Z</c>.</summary>
    public const string Sha256 =
        "14cea493d9a34af32f524e538b8346cf79f3321eff8e708c1e2960462bd8936e";
}
