import Foundation

extension StarterFiles {
    /// The logo as a PNG of 224 by 56 pixels, drawn from the SVG: the service takes no SVG (product.md, 'The workspace').
    static var picture: [UInt8] {
        guard let data = Data(base64Encoded: base64, options: .ignoreUnknownCharacters) else {
            preconditionFailure("the starter's picture is valid Base64")
        }
        return Array(data)
    }

    private static let base64 = """
        iVBORw0KGgoAAAANSUhEUgAAAOAAAAA4CAMAAADTngSRAAAAXVBMVEUAAAAARNQARNQARNQARNQARNQARNQARNQKGj8KGj8KGj8ARNQKGj8K
        Gj8KGj8ARNQKGj8KGj8KGj8KGj8KGj8KGj8KGj8KGj8KGj8ARNQARNQARNQARNQARNQARNSTIZA8AAAAH3RSTlMARP/dZhHumTOIZiK7/xG7
        d8wi7qpVRN2Zd1XMM6qIA01X1wAAA/xJREFUeNrtWmmXojAQBNEFIoQzAWcc///PXDlydA6hmdl9jI/6ohLNS5FKV3djEBw4cODAgZ9HeNIQ
        viHBSCcYvR+/8wng/G78Ln8gwT+XNyMYnwzEGyZJ0hlkd/yuJwtX/CxZLkD3RrCwCRboSajkl5d7tojNVkEUwWrPFrHZKpRC87zes0VstApN
        oTvTqGkRG62C6AR3pdH45AHOKiqd4J40ej15gbGKeiLWtNNran+BkZIwD3E+jFH9qyyxfXaYgaMtqPATxFhFORFr+fTaGQe0FBvc9GLliTyu
        fB5Mx8XX8z1qwEGu026eoStRHMPTC4RohbKgmd6ADSgbXb4thQTV6a2eI1x9N5NMaKtP0PDvWgTeKmqZw/SWRmmWQ1RUJ8i0kUxcndCL2Ttj
        BvJdi0BbhVDocwcsjZr8noNUIwgWn8BYNemAdtYMfKNFFMVGq+iEQgNLoyS3kSqCQL3Gp3kLe7n1mTzK9TaLuF63WUWiZdk9lBcVa+45rdn8
        oaHqN89owlmvyZRwInnok6cDqaSF0+MsInZQXjVRKhUqNdpA8c6iEmojat1drf1KHN5W89MWnrtW3iK0RQyCtESLVajUKAdDPdzrVhFk+rrF
        2aXqEFIRf6Ak2AaLuA0XbxusIgF1INBobZaIncjlxI/gTvfQdp53iZlhpV2t0chpChHeKnSFGholxv0Paj4gkQRFuGUwTW8lrd4soktXKrHG
        Ij6myx94q2iA2IBGS1/qJghWSwSz3IkGbRGfYuATaxUiQDA+odI2NPXWT2sJVm6Cy30RM17excAdaxX9i3vc/zOCNdIivtTQF9IqGs8SmNrB
        9P8TLPwsrriqgntWMGq09PryWoLinQmkRTz0wQfKKnofweGYMLPEN6NotTKKYkvo6FUkMeNPtEmho0apKSjTBxcJsny1sb+wiBscviGsQpQ7
        qYZOuV8FNcrNTGaRYG1qgJWEMMZRFjFv0f18vq/YYIjW0WcqlUYJzEUbMxddJCiMUOSidWOkDmssYvT4cGQVhS63jxfbhaWr/iVaNZHSQFYT
        OUUQFDldO8o86VbUvGaY/ASR5eZwe79VMGfUrpRGmeNwlogoCupBWRB2KIu4Q3u/O9y+WGhoV84Kf0w3UotfFqAIOir61yV96PD4i3bqoovD
        7UOEQoFGFVtnT2YFQbsns9B2MhtNl8DxjP6yrgFFPHlFpS+fd/6u2hqCAYVem9Uoi3hYFz9cbn9+pdDO04USxLW+KEdmMmZfNM/4lsfV9r8s
        fvix9svO9rrGz9jZXp4hdu7MxdSsvdNx8CvgtAgYWQt3YbjlsfYOHleHNvGrJ9oWwa/Gw1lYvBP0VO1NoZLtAwcOHDjgxF9WloaM2oX1SQAA
        AABJRU5ErkJggg==
        """
}
