"""The second factor of everybody who has one in the flows, in base32."""

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
